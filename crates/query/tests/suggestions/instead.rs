//! A word that no article holds is searched corrected where words may be lacking, and that is said.

use depeche_query::{Request, Results, Search};

use crate::{all_required, archive, query};

fn answer(search: &Search, typed: &str) -> Results {
    search.search(&Request::of(typed, query(typed))).unwrap()
}

fn ids(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn the_answer_is_that_of_the_corrected_query_and_says_so() {
    let (_folder, search) = archive(&[]);
    for (typed, meant, said) in [
        (
            "soutein inconditionnel",
            "soutien inconditionnel",
            "no article holds `soutein`; searched `soutien` instead",
        ),
        (
            "soutein",
            "soutien",
            "no article holds `soutein`; searched `soutien` instead",
        ),
        (
            "le soutieninconditionnel de Kim",
            "le soutien inconditionnel de Kim",
            "no article holds `soutieninconditionnel`; searched `soutien inconditionnel` instead",
        ),
        (
            "soutein inconditionel",
            "soutien inconditionnel",
            "no article holds `soutein`; searched `soutien` instead · no article holds `inconditionel`; searched `inconditionnel` instead",
        ),
    ] {
        let (results, right) = (answer(&search, typed), answer(&search, meant));
        assert!(!right.hits.is_empty());
        assert_eq!(right.warnings, Vec::<String>::new());
        assert_eq!(right.corrections, []);
        assert_eq!(results.warnings.join(" · "), said, "{typed}");
        assert_eq!(results.hits, right.hits, "{typed}");
        assert_eq!(results.total, right.total, "{typed}");
        assert_eq!(results.facets, right.facets, "{typed}");
        assert_eq!(
            (results.query.as_str(), results.understood.as_str()),
            (typed, meant)
        );
        assert_eq!(
            (&results.suggestions[..], results.did_you_mean),
            (&[][..], None)
        );
        let request = Request::of(typed, query(typed));
        assert_eq!(search.count(&request).unwrap(), right.total, "{typed}");
        let top = search.top(&request).unwrap();
        let top: Vec<String> = top.iter().map(|of| search.id(of).unwrap().0).collect();
        assert_eq!(top, ids(&right), "{typed}");
    }
}

#[test]
fn the_corrected_word_is_lit() {
    let (_folder, search) = archive(&[]);
    let results = answer(&search, "soutein inconditionnel Choïgou");
    let lit: Vec<String> = results.hits[0]
        .snippets
        .iter()
        .flat_map(|snippet| {
            let letters: Vec<char> = snippet.text.chars().collect();
            let lit = snippet.lit.iter().cloned();
            lit.map(move |range| letters[range].iter().collect::<String>())
        })
        .collect();
    assert!(lit.iter().any(|word| word == "soutien"), "{lit:?}");
}

#[test]
fn what_was_typed_with_care_is_searched_as_it_was_typed() {
    let (_folder, search) = archive(&[]);
    for typed in [
        "soutein ET inconditionnel",
        "\"soutein inconditionnel\"",
        "=soutein",
        "titre:soutein",
        "soutein PROCHE/5 inconditionnel",
        "soutein OU inconditionel",
        "soutein>=2",
        "(grève OU usine) soutein",
        // A word that hardly any article holds is held by these.
        "soutien",
    ] {
        let results = answer(&search, typed);
        assert_eq!(results.corrections, [], "{typed}");
        assert_eq!(results.understood, typed);
    }
    let results = search
        .search(&all_required("soutein inconditionnel"))
        .unwrap();
    assert_eq!((results.total, results.corrections), (0, Vec::new()));
    assert_eq!(
        results.did_you_mean.as_deref(),
        Some("soutien inconditionnel")
    );
}
