//! See `kyotaku_fuzz::tap`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::tap::run(data));
