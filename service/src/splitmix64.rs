//! Numbers that look like chance and are the same for the same start: `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom
//! number generators", 2014). For what is generated and for tests: whoever has seen one number knows the next.

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The next number, and the state after it.
pub fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(STEP);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The number that comes at this place, from 0 on, if it starts from 0.
pub fn at(place: u64) -> u64 {
    next(&mut place.wrapping_mul(STEP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_at_a_place_is_the_one_that_comes_there() {
        let mut state = 0;
        for place in 0..100 {
            assert_eq!(at(place), next(&mut state));
        }
        assert_eq!(at(0), 0xe220_a839_7b1d_cdaf);
    }
}
