//! Asks a query as `depeche search QUERY --limit N` asks it, without any other option.

use anyhow::Result;
use depeche_query::{ParseError, Request, Search, parse};

/// Only words like «30 derniers jours» behind `date:` depend on the day; a fixed one gives the same figures tomorrow.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

/// Returns the request of the command line; no facets, which change no order.
pub(super) fn request(text: &str, limit: usize) -> Result<Request, ParseError> {
    let parsed = parse(text, TODAY)?;
    Ok(Request {
        limit,
        facets: None,
        ..Request::of(text, parsed.query)
    })
}

/// Returns the identifiers and scores of the hits, in the order they are shown in.
pub(super) fn hits(search: &Search, request: &Request) -> Result<Vec<(String, f64)>> {
    let mut hits = Vec::new();
    for ranked in search.top(request)? {
        hits.push((search.id(&ranked)?.0, ranked.score));
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::super::collection::Collection;
    use super::super::indexed::Indexed;
    use super::*;

    /// What is measured is the answer that a person is shown.
    #[test]
    fn the_hits_are_those_of_the_answer() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let collection = Collection {
            name: "sample".to_string(),
            queries: Vec::new(),
            judgments: Default::default(),
            articles: root.join("data/sample"),
            own_ids: false,
        };
        let indexed = Indexed::of(&collection).unwrap();
        let mut found = 0;
        for typed in [
            "soutien inconditionnel",
            "Qui a promis un soutien inconditionnel ?",
            "train",
            "maire école",
            "puits OU pêche",
            "ministre",
            "l'eau",
            "pays:France",
        ] {
            let asked = request(typed, 7).unwrap();
            let hits = hits(&indexed.search, &asked).unwrap();
            let shown = indexed
                .search
                .search(&Request::of(typed, asked.query))
                .unwrap();
            let shown = shown.hits.iter().take(7);
            let shown: Vec<_> = shown.map(|hit| (hit.id.clone(), hit.score)).collect();
            assert_eq!(hits, shown, "{typed}");
            found += hits.len();
        }
        assert!(found > 20, "{found}");
    }
}
