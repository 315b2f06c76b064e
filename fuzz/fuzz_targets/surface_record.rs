//! See `kyotaku_fuzz::surface_record`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::surface_record::run(data));
