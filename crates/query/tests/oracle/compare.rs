//! Asks an archive and compares its answer with the oracle's: articles, order, totals, facets, what is lit.

use std::panic::{AssertUnwindSafe, catch_unwind};

use depeche_corpus::field;
use depeche_query::{
    EXPANSIONS, Filter, Held, Hit, Matched, Query, Request, Results, Search, Sort, light,
};
use jiff::civil::Date;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::lit::{covered, shown, snippet_is_lit, wrong_ranges};
use crate::node::Node;
use crate::product::{days, read};
use crate::world::{Entry, World};

/// A day on which nothing was asked.
const ANOTHER_DAY: Date = Date::constant(1999, 7, 4);

/// Says what differs; a panic of the product does. `whole`: every hit is compared, not only the first few.
pub(crate) fn difference(
    search: &Search,
    world: &World,
    asked: &Asked,
    expected: &Answer,
    whole: bool,
) -> Result<(), String> {
    let compared = AssertUnwindSafe(|| compared(search, world, asked, expected, whole));
    catch_unwind(compared).unwrap_or_else(|_| Err("panicked, as was said above".to_string()))
}

fn compared(
    search: &Search,
    world: &World,
    asked: &Asked,
    expected: &Answer,
    whole: bool,
) -> Result<(), String> {
    let parsed = read(&asked.typed, asked.today)?;
    // That `ou` is a word depends on how much was typed, and where; the tables of `language` have it.
    let said = |message: &str| !message.contains("is a word here; the operator is");
    let noted = parsed.notes.iter().any(|note| said(&note.message));
    if noted != expected.noted {
        return Err(format!(
            "notes{}: {:?}",
            if expected.noted { " expected" } else { "" },
            parsed.notes
        ));
    }
    let printed = parsed.query.to_string();
    // Days that were counted from today are printed as days.
    let again = read(&printed, ANOTHER_DAY)
        .map_err(|error| format!("{printed}: {error}"))?
        .query;
    if again != parsed.query {
        return Err(format!("`{printed}` is read as `{again}`"));
    }
    let most = if whole { 1000 } else { FEW };
    let request = request(asked, parsed.query.clone(), most);
    let by_date = search
        .search(&request)
        .map_err(|error| format!("{error:#}"))?;
    let count = search
        .count(&request)
        .map_err(|error| format!("{error:#}"))?;
    let order = expected.by_date(world);
    let ids: Vec<&str> = order
        .iter()
        .map(|at| world.articles[*at].id.as_str())
        .collect();
    let first = &ids[..ids.len().min(most)];
    same("articles by date", &ids_of(&by_date), &first.to_vec())?;
    same("relaxed", &by_date.relaxed, &expected.relaxed)?;
    same("total", &by_date.total, &(ids.len() as u64))?;
    same("count", &count, &by_date.total)?;
    same("undated", &by_date.undated, &expected.undated)?;
    same("facets", &facets(&by_date), &expected.facets)?;
    if whole {
        same_first(search, &request, &ids)?;
    }
    for (hit, at) in by_date.hits.iter().zip(order) {
        let entry = &world.articles[at];
        let lit = expected.lit[at].as_ref().expect("it is found");
        let lit = covered(entry, lit);
        let context = |what: &str| format!("{}: {what}\ntexte: {:?}\n", entry.id, entry.texte.text);
        // The whole text of a third of the hits, another third for another query; snippets and title of all.
        if (at + asked.typed.len()).is_multiple_of(3) {
            let lighted = light(
                search.archive(),
                &parsed.query,
                EXPANSIONS,
                &entry.stored,
                &mut Vec::new(),
            )
            .map_err(|error| format!("{error:#}"))?;
            same(&context("texte"), &lighted.texte.text, &entry.texte.text)?;
            if let Some(wrong) = wrong_ranges(&lighted.ranges) {
                return Err(context(&wrong));
            }
            let product = covered(entry, &lighted.ranges);
            same(&context("lit"), &product.stretches(), &lit.stretches())?;
        }
        hit_is_right(hit, entry, &lit).map_err(|wrong| context(&wrong))?;
        lacks(hit, expected, at).map_err(|wrong| context(&wrong))?;
    }
    let best = if whole { BEST } else { FEW };
    by_score(search, &request, &ids, best, world, expected)
}

/// A hit lacks the words it says it lacks; signs about them are not compared.
fn lacks(hit: &Hit, expected: &Answer, at: usize) -> Result<(), String> {
    let letters = |words: &[String]| -> Vec<String> {
        let letters = |word: &String| {
            word.to_lowercase()
                .replace(|c: char| !c.is_alphanumeric(), "")
        };
        words.iter().map(letters).collect()
    };
    let missing = match expected.lit[at].is_some() && !expected.relaxed {
        true => &[][..],
        false => &expected.missing[at],
    };
    same("missing", &letters(&hit.missing), &letters(missing))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, product: &T, oracle: &T) -> Result<(), String> {
    if product == oracle {
        return Ok(());
    }
    Err(format!("{what}\nproduct: {product:?}\noracle:  {oracle:?}"))
}

fn request(asked: &Asked, query: Query, limit: usize) -> Request {
    let filters = asked.filters.iter().map(|choice| {
        let field = field(choice.field).expect("a field");
        Filter::of(field, &choice.values.join("|"), choice.exclude)
    });
    let dates = asked.dates.as_ref().map(|dates| match dates {
        Node::Dates { written, .. } => {
            days(written, asked.today).unwrap_or_else(|| panic!("no days: {written}"))
        }
        node => panic!("no days: {node:?}"),
    });
    Request {
        filters: filters.collect(),
        dates,
        limit,
        sort: Sort::Date,
        facets: Some(10_000),
        // What a naive scan would have to guess; `suggestions` has tests of its own.
        corrects: false,
        ..Request::of(&asked.typed, query)
    }
}

fn ids_of(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.id.as_str()).collect()
}

fn facets(results: &Results) -> Vec<(&'static str, Vec<(String, u64)>)> {
    let facets = results.facets.iter().map(|(field, values)| {
        let values = values.iter().map(|value| (value.id.clone(), value.count));
        (*field, values.collect())
    });
    facets.collect()
}

/// The first few are the first of all.
fn same_first(search: &Search, request: &Request, ids: &[&str]) -> Result<(), String> {
    let few = Request {
        limit: 3,
        facets: None,
        ..request.clone()
    };
    let results = search.search(&few).map_err(|error| format!("{error:#}"))?;
    same(
        "first three by date",
        &ids_of(&results),
        &ids[..ids.len().min(3)].to_vec(),
    )
}

fn hit_is_right(hit: &Hit, entry: &Entry, lit: &crate::lit::Covered) -> Result<(), String> {
    let article = &entry.stored.article;
    let title = shown(&article.title);
    let letters: String = title.iter().map(|(_, c)| *c).collect();
    same("title", &hit.title, &letters)?;
    same(
        "date",
        &hit.date,
        &article.date.map(|date| date.to_string()),
    )?;
    same("source", &hit.source, &entry.source)?;
    same("persons", &hit.persons, &entry.persons)?;
    let mut title = vec![false; hit.title.chars().count()];
    for range in &hit.title_lit {
        title[range.clone()].fill(true);
    }
    let own = lit.parts.iter().find(|(field, ..)| *field == "titre");
    same(
        "title_lit",
        &title,
        &own.map_or(Vec::new(), |(_, _, lit)| lit.clone()),
    )?;
    let below = lit
        .parts
        .iter()
        .any(|(field, _, lit)| *field != "titre" && lit.contains(&true));
    let has_text = lit.parts.iter().any(|(field, ..)| *field != "titre");
    same("has snippets", &!hit.snippets.is_empty(), &has_text)?;
    for snippet in &hit.snippets {
        if snippet.lit.is_empty() == below || !snippet_is_lit(snippet, lit) {
            return Err(format!("snippet {snippet:?}"));
        }
    }
    Ok(())
}

/// Articles asked for by score: enough that most answers are whole, and that ties stand at the end of the others.
const BEST: usize = 15;

/// Articles asked for where not all are.
const FEW: usize = 4;

/// What a hit says of its score adds up to it, and what is said to stand in it stands there.
fn parts_add_up(hit: &Hit) -> Result<(), String> {
    let explain = hit.explain.as_ref().expect("it was asked");
    let words = explain.score.iter().flat_map(|score| &score.words);
    let pairs = explain.score.iter().flat_map(|score| &score.pairs);
    let sum = words.map(|word| word.part).sum::<f64>() + pairs.map(|pair| pair.part).sum::<f64>();
    let wrong = |matched: &&Matched| {
        let parts: usize = matched.parts.iter().map(|(_, times)| times).sum();
        matched.held == Held::Found && parts != matched.times && matched.values.is_empty()
            || matched.forms.is_empty() != matched.parts.is_empty()
    };
    match explain.matched.iter().find(wrong) {
        Some(matched) => Err(format!("explained: {matched:?}")),
        None if (sum - hit.score).abs() > 1e-4 * (1.0 + hit.score) => {
            Err(format!("score {} of {:?}", hit.score, explain.score))
        }
        None => Ok(()),
    }
}

/// The list goes on with articles that lack words: the right ones, as many as there is room for, the best first.
fn goes_on(
    results: &Results,
    tail: &[&str],
    world: &World,
    room: usize,
    expected: &Answer,
) -> Result<(), String> {
    let others = expected.tail.iter().flatten().count();
    same("articles that lack words", &tail.len(), &others.min(room))?;
    let hits = &results.hits[results.hits.len() - tail.len()..];
    for pair in hits.windows(2) {
        if pair[0].score < pair[1].score || pair[0].id == pair[1].id {
            return Err(format!("order of those that lack words: {tail:?}"));
        }
    }
    for hit in hits {
        let at = world.articles.iter().position(|entry| entry.id == hit.id);
        let at = at.ok_or_else(|| format!("no article {}", hit.id))?;
        let Some(lit) = &expected.tail[at] else {
            return Err(format!("{} is not to be found", hit.id));
        };
        let entry = &world.articles[at];
        hit_is_right(hit, entry, &covered(entry, lit))?;
        lacks(hit, expected, at)?;
    }
    Ok(())
}

/// By score the same articles come, scores fall, and equal ones stand in the order of their dates.
fn by_score(
    search: &Search,
    request: &Request,
    ids: &[&str],
    best: usize,
    world: &World,
    expected: &Answer,
) -> Result<(), String> {
    let request = Request {
        sort: Sort::Score,
        facets: None,
        limit: best,
        explain: true,
        ..request.clone()
    };
    let results = search
        .search(&request)
        .map_err(|error| format!("{error:#}"))?;
    let top = search.top(&request).map_err(|error| format!("{error:#}"))?;
    let top: Vec<String> = top
        .iter()
        .map(|ranked| search.id(ranked).map(|id| id.0))
        .collect::<Result<_, _>>()
        .map_err(|error| format!("{error:#}"))?;
    let all = ids_of(&results);
    same(
        "articles without facets",
        &top.iter().map(String::as_str).collect(),
        &all,
    )?;
    // Those that hold all come first.
    let (found, tail) = all.split_at(ids.len().min(all.len()));
    let mut found = found.to_vec();
    goes_on(&results, tail, world, best - ids.len().min(best), expected)?;
    if expected.unscored {
        let first = &ids[..ids.len().min(best)];
        same("articles of equal score", &found, &first.to_vec())?;
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|id| ids.contains(id));
    same("articles by score", &found.len(), &ids.len().min(best))?;
    for hit in &results.hits {
        parts_add_up(hit)?;
    }
    let place = |id: &str| ids.iter().position(|other| *other == id);
    for pair in results.hits[..found.len()].windows(2) {
        let ordered = pair[0].score > pair[1].score
            || (pair[0].score == pair[1].score && place(&pair[0].id) < place(&pair[1].id));
        if !ordered || pair[0].score.is_nan() {
            return Err(format!(
                "order by score: {:?}",
                (&pair[0].id, pair[0].score, &pair[1].id, pair[1].score)
            ));
        }
    }
    Ok(())
}
