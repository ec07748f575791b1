//! Facets: all the product counts, and tantivy's own aggregation of four fields.

use std::path::Path;

use anyhow::Result;
use depeche_indexer::Archive;
use depeche_indexer::tantivy::aggregation::AggregationCollector;
use depeche_indexer::tantivy::aggregation::agg_req::Aggregations;
use depeche_indexer::tantivy::query::{AllQuery, Query as Engine};
use depeche_query::{Query, Request, Search};
use serde_json::{Map, json};

use super::bare::bare;
use super::kind::{Asked, Kind};
use super::measure::{Sorted, time};

/// The fields tantivy counts.
const FIELDS: [&str; 4] = ["pays", "personne", "lieu", "source"];

/// A row of the table: what was done, and how long it took.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) times: Sorted,
}

/// Measures facets over all articles, and over those of the frequent words among some queries.
pub(super) fn measure(folder: &Path, queries: &[Asked], rounds: usize) -> Result<Vec<Row>> {
    let frequent: Vec<&Asked> = queries
        .iter()
        .filter(|asked| asked.kind == Kind::Frequent)
        .collect();
    let (mut all, mut total, mut engine) = (Vec::new(), Vec::new(), Vec::new());
    let mut fields = 0;
    for _ in 0..rounds.max(5) {
        // Opened anew, so that nothing kept of the last answer is measured.
        let search = Search::new(Archive::open(folder)?);
        let everything = counting("", Query::All, Some(10));
        all.push(time(|| {
            fields = search.search(&everything)?.facets.len();
            Ok(())
        })?);
        total.push(time(|| search.search(&counting("", Query::All, None)))?);
        engine.push(time(|| aggregate(&search, &AllQuery))?);
    }
    let search = Search::new(Archive::open(folder)?);
    let (mut some, mut some_engine) = (Vec::new(), Vec::new());
    for asked in frequent {
        let request = asked.request()?;
        let request = counting(&asked.typed, request.query, Some(10));
        let mut times = Vec::new();
        let mut engine_times = Vec::new();
        let query = bare(search.archive().searcher(), asked, false)?;
        for _ in 0..rounds {
            times.push(time(|| search.search(&request))?);
            if let Some(query) = &query {
                engine_times.push(time(|| aggregate(&search, query.as_ref()))?);
            }
        }
        some.extend(times.into_iter().min());
        some_engine.extend(engine_times.into_iter().min());
    }
    let row = |label: &str, times: Vec<_>| Row {
        label: label.to_string(),
        times: Sorted::of(times),
    };
    Ok(vec![
        row(&format!("{fields} facets, all articles, just opened"), all),
        row("no facets, all articles: the total alone", total),
        row("tantivy's aggregation of 4 fields, all articles", engine),
        row(
            &format!("{fields} facets, a frequent word's articles"),
            some,
        ),
        row(
            "tantivy's aggregation of 4 fields, a frequent word's articles",
            some_engine,
        ),
    ])
}

/// A request for counts and no hits.
fn counting(typed: &str, query: Query, facets: Option<usize>) -> Request {
    Request {
        limit: 0,
        facets,
        ..Request::of(typed, query)
    }
}

fn aggregate(search: &Search, query: &dyn Engine) -> Result<()> {
    let fields = FIELDS.iter().map(|field| {
        let terms = json!({"terms": {"field": field, "size": 10}});
        ((*field).to_string(), terms)
    });
    let request: Aggregations = serde_json::from_value(fields.collect::<Map<_, _>>().into())?;
    let collector = AggregationCollector::from_aggs(request, Default::default());
    search.archive().searcher().search(query, &collector)?;
    Ok(())
}
