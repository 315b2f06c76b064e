//! See `kyotaku_fuzz::card_commands`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kyotaku_fuzz::card_commands::run(data));
