//! The article this program is made for: exactly what must be read out of it.
//!
//! The sample holds the same facts in other words; the real article is read where `DEPECHE_EVAL` names the folder beside
//! it.

use std::path::PathBuf;

use serde_json::Value;

use crate::folder::{Folder, sample};

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_str().unwrap())
        .collect()
}

/// The article that phrase, country and person find, each and together.
fn found(folder: &Folder, place: &str) -> String {
    let phrase = "\"soutien inconditionnel\"";
    let kim = ["--personne", "Kim Jong Un"];
    let korea = ["--pays", "Corée du Nord"];
    let ids = |args: &[&str]| {
        folder.ids(
            &args
                .iter()
                .copied()
                .chain(["--in", place])
                .collect::<Vec<_>>(),
        )
    };
    let both = ids(&[phrase, kim[0], kim[1], korea[0], korea[1]]);
    assert_eq!(both.len(), 1, "{both:?}");
    for args in [
        &[phrase][..],
        &["", kim[0], kim[1]],
        &["", korea[0], korea[1]],
        &["pays:\"Corée du Nord\" personne:\"Kim Jong Un\""],
    ] {
        assert!(ids(args).contains(&both[0]), "{args:?}");
    }
    both[0].clone()
}

/// What is lit in the passage where a name stands near what was promised.
fn lit_near(folder: &Folder, query: &str, place: &str) -> Vec<String> {
    let hit = folder.json(&[query, "--in", place])["hits"][0].clone();
    let snippet = &hit["snippets"][0];
    let text: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
    let lit = snippet["lit"].as_array().unwrap().iter();
    lit.map(|range| {
        let [from, to] = [0, 1].map(|at| usize::try_from(range[at].as_u64().unwrap()).unwrap());
        text[from..to].iter().collect()
    })
    .collect()
}

fn shown(folder: &Folder, id: &str, place: &str) -> Value {
    let run = folder.run(&["show", id, "--in", place, "--format", "json"]);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn the_sample_twin_is_read_exactly() {
    let folder = Folder::new();
    let id = found(&folder, &sample());
    let stored = shown(&folder, &id, &sample());
    let document = &stored["document"];
    assert_eq!(texts(&document["countries"]), ["RU", "KP", "UA"]);
    assert_eq!(
        texts(&document["persons"]),
        ["Sergueï Choïgou", "Kim Jong Un", "Vladimir Poutine"]
    );
    assert_eq!(
        sorted(texts(&document["places"])),
        ["Kiev", "Koursk", "Moscou", "Pyongyang"]
    );
    assert_eq!(
        sorted(texts(&document["organisations"])),
        ["AFP", "KCNA", "Ria Novosti"]
    );
    assert_eq!(stored["article"]["agency"], "AFP");
    assert_eq!(stored["article"]["date"], "2025-06");
}

fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
    texts.sort_unstable();
    texts
}

#[test]
fn names_stand_among_the_words_of_the_sample_twin() {
    let folder = Folder::new();
    let promise = ["Kim Jong Un", "soutien inconditionnel"];
    for query in [
        "[PERSONNE] PROCHE/12 \"soutien inconditionnel\"",
        "personne:\"Kim Jong Un\" SUIVI/12 \"soutien inconditionnel\"",
        "(personne:Poutine OU personne:Kim) MEMEPHRASE \"soutien inconditionnel\"",
    ] {
        assert_eq!(lit_near(&folder, query, &sample()), promise, "{query}");
    }
    let query = "personne:\"Kim Jong Un\" SUIVI/8 promis";
    assert_eq!(
        lit_near(&folder, query, &sample()),
        ["Kim Jong Un", "promis"]
    );
    let query = "[PERSONNE] PROCHE/11 \"soutien inconditionnel\"";
    let run = folder.run(&["search", query, "--in", &sample()]);
    assert_eq!(run.code, 1, "{}", run.stdout);
}

#[test]
fn the_real_article_is_read_exactly() {
    let Some(eval) = std::env::var_os("DEPECHE_EVAL") else {
        return;
    };
    let seed = PathBuf::from(eval).join("../seed");
    let expected: Value =
        serde_json::from_slice(&std::fs::read(seed.join("expected.json")).unwrap()).unwrap();
    let file = std::fs::read_dir(&seed)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let file = file
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .min()
        .unwrap();
    let place = file.to_str().unwrap();
    let folder = Folder::new();
    let id = found(&folder, place);
    let stored = shown(&folder, &id, place);
    let (article, document) = (&stored["article"], &stored["document"]);
    for field in ["title", "lead", "caption", "credit", "agency"] {
        assert_eq!(article[field], expected[field], "{field}");
    }
    assert_eq!(article["date"], "2025-06");
    assert_eq!(
        (&expected["date"]["from"], &expected["date"]["to"]),
        (&Value::from("2025-06-01"), &Value::from("2025-06-30"))
    );
    let blocks = article["body"].as_array().unwrap();
    let crossheads: Vec<&Value> = blocks
        .iter()
        .filter_map(|block| block.get("crosshead"))
        .collect();
    assert_eq!(
        crossheads,
        expected["crossheads"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(
        blocks.len() - crossheads.len(),
        usize::try_from(expected["body_paragraphs"].as_u64().unwrap()).unwrap()
    );
    for (query, lit) in [
        (
            "[PERSONNE] PROCHE/5 \"soutien inconditionnel\"",
            "soutien inconditionnel",
        ),
        ("personne:\"Kim Jong Un\" SUIVI/8 promis", "promis"),
    ] {
        let found = lit_near(&folder, query, place);
        assert_eq!(found, ["Kim Jong Un", lit], "{query}");
    }
    let hit = &folder.json(&["", "--in", place])["hits"][0];
    for (found, wanted) in [
        ("countries", "countries"),
        ("persons", "persons"),
        ("places", "places"),
    ] {
        assert_eq!(hit[found], expected[wanted], "{found}");
    }
    let also = texts(&expected["organisations_also_right"]);
    let organisations = texts(&document["organisations"]);
    let exact: Vec<&str> = organisations
        .into_iter()
        .filter(|name| !also.contains(name))
        .collect();
    assert_eq!(exact, texts(&expected["organisations"]));
}
