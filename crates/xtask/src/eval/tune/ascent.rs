//! Coordinate ascent: one parameter after the other goes to the neighbouring value as long as that gains enough, round after
//! round until none moves.

use anyhow::Result;

use super::grid::{PARAMETERS, Point};

/// What a step must gain where nothing else is asked: less is a query or two, which decide nothing.
pub(super) const LEAST_GAIN: f64 = 0.0003;

/// Returns the best point found from a first one, and what it is worth. A step gains more than `least_gain`.
pub(super) fn ascend(
    first: Point,
    least_gain: f64,
    worth: &mut dyn FnMut(&Point) -> Result<f64>,
) -> Result<(Point, f64)> {
    let mut best = first;
    let mut best_worth = worth(&best)?;
    loop {
        let before = best;
        for number in 0..PARAMETERS.len() {
            for up in [true, false] {
                while let Some(next) = step(&best, number, up) {
                    let next_worth = worth(&next)?;
                    if next_worth <= best_worth + least_gain {
                        break;
                    }
                    (best, best_worth) = (next, next_worth);
                }
            }
        }
        if best == before {
            return Ok((best, best_worth));
        }
    }
}

fn step(point: &Point, number: usize, up: bool) -> Option<Point> {
    let mut next = *point;
    next[number] = if up {
        Some(next[number] + 1).filter(|at| *at < PARAMETERS[number].values.len())?
    } else {
        next[number].checked_sub(1)?
    };
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(worth: impl Fn(&Point) -> f64, expected: &[usize]) {
        let mut asked = 0;
        let (point, found) = ascend([2; PARAMETERS.len()], LEAST_GAIN, &mut |point| {
            asked += 1;
            Ok(worth(point))
        })
        .unwrap();
        assert_eq!(point[..expected.len()], *expected);
        assert_eq!(found, worth(&point));
        assert!(asked < 200, "{asked}");
    }

    #[test]
    fn the_top_of_a_hill_is_found() {
        let far = |at: usize, top: f64| (at as f64 - top).powi(2);
        check(|point| -far(point[0], 5.0) - far(point[1], 0.0), &[5, 0, 2]);
        // The two depend on each other: three rounds are needed.
        check(
            |point| -0.5 * far(point[0], point[1] as f64) - far(point[1], 4.0),
            &[4, 4, 2],
        );
        // No value lies beyond the last.
        check(
            |point| point[0] as f64,
            &[PARAMETERS[0].values.len() - 1, 2],
        );
    }

    #[test]
    fn too_small_a_gain_moves_nothing() {
        check(|point| point[0] as f64 * LEAST_GAIN, &[2, 2]);
        check(|point| point[0] as f64 * LEAST_GAIN * -1.5, &[0, 2]);
    }
}
