//! See `kyotaku_fuzz::frames`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::frames::run(data));
