//! See `kyotaku_fuzz::service_records`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::service_records::run(data));
