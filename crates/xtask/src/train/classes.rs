//! Classes of words by the company they keep: the exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998),
//! which moves each word to the class where the likelihood of the text under a bigram model of classes is greatest.

/// Times each word is moved; later rounds move few.
const ROUNDS: usize = 12;

/// Returns the class of every word from 0 to `classes`, given the words of a text as numbers below `words`, the frequent
/// ones low. Every run gives the same.
pub(crate) fn classes(text: &[u32], words: usize, classes: usize) -> Vec<usize> {
    let mut class: Vec<usize> = (0..words).map(|word| word % classes).collect();
    let (after, before) = (
        neighbours(text, words, false),
        neighbours(text, words, true),
    );
    let mut pairs = vec![0_i64; classes * classes];
    let mut firsts = vec![0_i64; classes];
    let mut seconds = vec![0_i64; classes];
    for pair in text.windows(2) {
        let (a, b) = (class[pair[0] as usize], class[pair[1] as usize]);
        pairs[a * classes + b] += 1;
        firsts[a] += 1;
        seconds[b] += 1;
    }
    // n ln n of counts that fit a table: most of them.
    let table: Vec<f64> = (0..100_000).map(|n| entropy(n as f64)).collect();
    let log = |n: i64| match table.get(n as usize) {
        Some(value) => *value,
        None => entropy(n as f64),
    };
    let mut right = vec![0_i64; classes];
    let mut left = vec![0_i64; classes];
    for _ in 0..ROUNDS {
        let mut moved = 0;
        for word in 0..words {
            let old = class[word];
            right.fill(0);
            left.fill(0);
            let (mut as_first, mut as_second, mut itself) = (0, 0, 0);
            for (other, count) in &after[word] {
                as_first += count;
                if *other as usize == word {
                    itself += count;
                } else {
                    right[class[*other as usize]] += count;
                }
            }
            for (other, count) in &before[word] {
                as_second += count;
                if *other as usize != word {
                    left[class[*other as usize]] += count;
                }
            }
            let mut shift = |to: usize, sign: i64| {
                for other in 0..classes {
                    pairs[to * classes + other] += sign * right[other];
                    pairs[other * classes + to] += sign * left[other];
                }
                pairs[to * classes + to] += sign * itself;
                firsts[to] += sign * as_first;
                seconds[to] += sign * as_second;
            };
            shift(old, -1);
            let rights: Vec<usize> = (0..classes).filter(|c| right[*c] > 0).collect();
            let lefts: Vec<usize> = (0..classes).filter(|c| left[*c] > 0).collect();
            let mut best = (f64::NEG_INFINITY, old);
            for to in 0..classes {
                let mut gain = 0.0;
                for other in &rights {
                    let n = pairs[to * classes + other];
                    let more = right[*other] + if *other == to { left[to] + itself } else { 0 };
                    gain += log(n + more) - log(n);
                }
                for other in &lefts {
                    if *other == to && right[to] > 0 {
                        continue;
                    }
                    let n = pairs[other * classes + to];
                    let more = left[*other] + if *other == to { itself } else { 0 };
                    gain += log(n + more) - log(n);
                }
                gain -= log(firsts[to] + as_first) - log(firsts[to]);
                gain -= log(seconds[to] + as_second) - log(seconds[to]);
                if gain > best.0 + 1e-9 || to == old && gain >= best.0 - 1e-9 {
                    best = (gain, to);
                }
            }
            let mut shift = |to: usize| {
                for other in 0..classes {
                    pairs[to * classes + other] += right[other];
                    pairs[other * classes + to] += left[other];
                }
                pairs[to * classes + to] += itself;
                firsts[to] += as_first;
                seconds[to] += as_second;
            };
            shift(best.1);
            moved += usize::from(best.1 != old);
            class[word] = best.1;
        }
        if moved * 200 < words {
            break;
        }
    }
    class
}

fn entropy(n: f64) -> f64 {
    if n > 0.0 { n * n.ln() } else { 0.0 }
}

/// Returns for each word the words after it (or before it) with how often.
fn neighbours(text: &[u32], words: usize, before: bool) -> Vec<Vec<(u32, i64)>> {
    let mut pairs: Vec<(u32, u32)> = text
        .windows(2)
        .map(|pair| {
            if before {
                (pair[1], pair[0])
            } else {
                (pair[0], pair[1])
            }
        })
        .collect();
    pairs.sort_unstable();
    let mut lists = vec![Vec::new(); words];
    for pair in pairs {
        let list: &mut Vec<(u32, i64)> = &mut lists[pair.0 as usize];
        match list.last_mut() {
            Some((other, count)) if *other == pair.1 => *count += 1,
            _ => list.push((pair.1, 1)),
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Determiners 0 and 1 stand before nouns 2 to 5, nouns before verbs 6 and 7.
    #[test]
    fn words_of_one_company_are_of_one_class() {
        let mut text = Vec::new();
        for round in 0..40_u32 {
            text.extend([round % 2, 2 + round % 4, 6 + round / 4 % 2]);
        }
        let class = classes(&text, 8, 3);
        assert_eq!(class[0], class[1]);
        assert!(
            class[2..6].iter().all(|other| *other == class[2]),
            "{class:?}"
        );
        assert_eq!(class[6], class[7]);
        assert!(class[0] != class[2] && class[2] != class[6] && class[0] != class[6]);
    }
}
