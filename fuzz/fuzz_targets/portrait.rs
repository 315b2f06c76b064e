//! See `kyotaku_fuzz::portrait`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::portrait::run(data));
