//! See `kyotaku_fuzz::certificate`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::certificate::run(data));
