//! A small generator of random numbers that depend on a seed alone: SplitMix64 (Steele, Lea and Flood 2014).

/// Gives numbers that depend on the seed alone.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Returns the generator of one thing of many: `part` tells them apart.
    pub(crate) fn of(seed: u64, part: u64) -> Self {
        Self(mix(seed, part))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// Returns a number from 0 to 1, without 1.
    pub(crate) fn share(&mut self) -> f64 {
        // 53 bits are what a double holds.
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Returns a number from 0 to `end`, without `end`; 0 for an empty range.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    pub(crate) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last + 1 - first)
    }

    /// Returns whether what happens so often happens.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// Returns one of several; there is at least one.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Returns a number that looks random and depends on both.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    scramble(scramble(a.wrapping_add(0x9e37_79b9_7f4a_7c15)) ^ b)
}

fn scramble(state: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Ranks of which the rank r is as frequent as (r + `FLAT`) to the power of minus `exponent` (Zipf and Mandelbrot).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Zipf {
    low: f64,
    high: f64,
    power: f64,
    ranks: usize,
}

/// How much the most frequent ranks resemble each other: Mandelbrot's constant, near 2.7 in running text.
const FLAT: f64 = 2.7;

impl Zipf {
    /// Returns ranks from 0 on; the exponent is not 1.
    pub(crate) fn new(exponent: f64, ranks: usize) -> Self {
        let power = 1.0 - exponent;
        Self {
            low: FLAT.powf(power),
            high: (FLAT + ranks as f64).powf(power),
            power: power.recip(),
            ranks,
        }
    }

    /// Returns a rank, by the inverse of the integral.
    pub(crate) fn rank(&self, random: &mut Random) -> usize {
        let at = self.low + random.share() * (self.high - self.low);
        ((at.powf(self.power) - FLAT) as usize).min(self.ranks - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_depend_on_the_seed_and_the_part_alone() {
        let numbers = |seed, part| {
            let mut random = Random::of(seed, part);
            [random.next(), random.next()]
        };
        assert_eq!(numbers(1, 2), numbers(1, 2));
        assert_ne!(numbers(1, 2), numbers(1, 3));
        assert_ne!(numbers(1, 2), numbers(2, 1));
    }

    #[test]
    fn low_ranks_are_frequent_and_high_ones_occur() {
        let (zipf, mut random) = (Zipf::new(1.1, 1000), Random::of(1, 1));
        let mut counts = vec![0; 1000];
        for _ in 0..100_000 {
            counts[zipf.rank(&mut random)] += 1;
        }
        assert!(
            counts[0] > counts[10] && counts[10] > counts[100],
            "{counts:?}"
        );
        assert!(counts[900..].iter().sum::<usize>() > 500, "{counts:?}");
    }
}
