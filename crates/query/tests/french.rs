//! French, word by word: what stands in an article, what finds it, what must not; through a real archive.
//!
//! Each row: forms in articles, queries that find every one of them, queries that find none.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;

use depeche_indexer::{Archive, Options, index};
use depeche_query::{EXPANSIONS, Request, Search, light, parse};

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

struct Row {
    articles: &'static [&'static str],
    finds: &'static [&'static str],
    not: &'static [&'static str],
}

const fn row(
    articles: &'static [&'static str],
    finds: &'static [&'static str],
    not: &'static [&'static str],
) -> Row {
    Row {
        articles,
        finds,
        not,
    }
}

const ROWS: &[Row] = &[
    row(
        &["l'État", "l’État", "lʼÉtat", "l‘État", "l′État"],
        &[
            "état",
            "ETAT",
            "etat",
            "l'état",
            "=\"l'état\"",
            "=l’état",
            "=état",
        ],
        &["été", "=\"d'état\"", "=d'état"],
    ),
    row(&["a dit"], &["dit", "dit~1"], &["dit-il", "dit-il~2"]),
    row(&["a-t-il dit", "dit-il"], &["dit-il~1 OU dit"], &[]),
    row(&["jusqu’où"], &["où", "jusqu'où"], &[]),
    row(&["lorsqu'elle", "puisqu'elle", "Qu'elle"], &["elle"], &[]),
    row(&["aujourd’hui"], &["aujourd'hui", "aujourdʼhui"], &["hui"]),
    row(&["prud'homme"], &["prud’homme", "prud'hommes"], &["homme"]),
    row(&["quelqu'un"], &["quelqu’un"], &["un ET quelqu"]),
    row(
        &["presqu'île"],
        &["presqu’île", "presqu'ile"],
        &["île", "ile"],
    ),
    row(
        &["main-d'œuvre"],
        &["main-d'oeuvre", "\"main d'œuvre\"", "œuvre", "oeuvre"],
        &[],
    ),
    row(
        &["N'Djamena", "N’Djamena"],
        &["ndjamena", "N'Djamena", "N’DJAMENA"],
        &[],
    ),
    row(&["O'Brien"], &["obrien", "O’Brien"], &[]),
    row(&["M'Bappé"], &["mbappé", "mbappe", "M’Bappé"], &[]),
    row(&["Moody's"], &["moodys", "Moody", "Moody’s"], &[]),
    row(
        &["L'Oréal"],
        &["L’Oréal", "Oréal", "loreal", "l'oreal"],
        &[],
    ),
    row(
        &["d'Artagnan"],
        &["d’Artagnan", "Artagnan", "dartagnan"],
        &[],
    ),
    row(&["l'aide"], &["aide"], &["laide"]),
    row(&["d'Inde"], &["Inde"], &["dinde"]),
    row(&["l'Orient"], &["orient"], &["Lorient"]),
    row(&["d'une"], &["=une"], &["dune"]),
    row(&["l' OMS"], &["oms"], &["=l", "=d"]),
    row(&["d' Europe"], &["europe"], &["=l", "=d"]),
    row(&["cœur", "CŒUR"], &["coeur", "cœur"], &[]),
    row(&["ex æquo"], &["ex aequo", "\"ex æquo\""], &[]),
    row(
        &["École", "ECOLE", "école", "E\u{301}cole", "e\u{301}cole"],
        &["École", "ecole", "ECOLE", "école", "e\u{301}cole"],
        &[],
    ),
    row(&["École", "école"], &["=école", "=École"], &["=ecole"]),
    row(&["péché", "pêche", "pèche"], &["peche"], &[]),
    row(&["pêche"], &["pêche", "=pêche"], &["=péché", "péché"]),
    row(
        &["annoncée", "ANNONCÉE", "ANNONCEE"],
        &["annoncée", "annoncee"],
        &[],
    ),
    row(&["Etat"], &["état"], &[]),
    row(&["Etats-Unis"], &["États-Unis"], &[]),
    row(&["ECOLE"], &["école"], &[]),
    row(&["sur"], &["sur"], &["sûr"]),
    row(&["ou", "Ou"], &["ou"], &["où"]),
    row(&["jeune", "Jeune"], &["jeune"], &["jeûne"]),
    row(&["péché"], &["péché"], &["pêche"]),
    row(
        &["États-Unis", "États‐Unis", "États‑Unis"],
        &["états unis", "Etats-Unis", "\"etats unis\""],
        &[],
    ),
    row(
        &["nord-coréen", "Nord-Coréens"],
        &["nord-coréenne", "\"nord coréen\"", "coréen"],
        &[],
    ),
    row(&["week-end", "weekend"], &["weekend", "week-end"], &[]),
    row(&["porte-parole", "porteparole"], &["porte-parole"], &[]),
    row(
        &["l'avant-garde", "l’avantgarde"],
        &["=l'avant-garde", "=\"l'avantgarde\"", "=avantgarde"],
        &["=d'avant-garde", "=\"d'avantgarde\""],
    ),
    row(
        &["l’autoécole"],
        &["auto-école", "l'auto-ecole"],
        &["=\"d'auto-école\""],
    ),
    row(
        &["un week-end chargé", "un weekend chargé"],
        &["\"un weekend chargé\"", "\"un week-end chargé\""],
        &[],
    ),
    row(
        &["Kim Jong-un", "Kim Jong Un", "Kim Jong‑Un"],
        &["\"Kim Jong Un\"", "\"kim jong-un\""],
        &[],
    ),
    row(
        &[
            "recons-\ntruction",
            "recons\u{ad}truction",
            "recons\u{ad}\ntruction",
        ],
        &["reconstruction"],
        &[],
    ),
    row(&["nord-\ncoréen"], &["\"nord coréen\"", "nord-coréen"], &[]),
    row(&["a-t-il", "y a-t-il"], &["\"a-t-il\""], &["=t"]),
    row(&["dit-elle"], &["dit", "elle"], &["=ditelle"]),
    row(&["Erdoğan"], &["erdogan", "Erdoğan"], &[]),
    row(&["Wałęsa"], &["walesa", "Wałęsa"], &[]),
    row(&["Đinđić"], &["dindic", "Đinđić"], &[]),
    row(&["Łódź"], &["lodz", "Łódź"], &[]),
    row(&["İstanbul"], &["istanbul", "İstanbul"], &[]),
    // Numbers, acronyms, forms of the trade.
    row(
        &[
            "5 000",
            "5\u{a0}000",
            "5\u{202f}000",
            "5\u{2009}000",
            "5\u{2007}000",
            "5.000",
            "5'000",
            "5’000",
            "5000",
        ],
        &[
            "5000",
            "\"5 000\"",
            "5 000",
            "5.000",
            "5'000",
            "5’000",
            "5\u{202f}000",
        ],
        &["=5"],
    ),
    row(
        &["en 2024 100 soldats"],
        &["2024", "100", "\"2024 100\""],
        &["2024100"],
    ),
    row(&["3,5"], &["3,5", "=3,5"], &["35"]),
    row(&["1er", "1ᵉʳ"], &["1er", "1ᵉʳ", "=1er"], &[]),
    row(&["XXIe", "XXIᵉ"], &["XXIe", "xxie"], &[]),
    row(
        &[
            "à 20 h 30 à",
            "à 20h30 à",
            "à 20\u{a0}h\u{a0}30 à",
            "à 20 H 30 à",
        ],
        &[
            "20h30",
            "20 h 30",
            "\"à 20h30 à\"",
            "\"à 20 h 30 à\"",
            "=20h30",
            "=\"à 20 h 30 à\"",
        ],
        &["20h3"],
    ),
    row(&["20 h", "20h"], &["20h", "20 h"], &[]),
    // The sign for `numéro` is no letter.
    row(
        &["n° 12", "nº 12", "nº12", "nᵒ 12"],
        &["12", "n° 12", "nº 12", "\"n°12\""],
        &["no12"],
    ),
    row(&["10 %", "10%"], &["10", "10 %", "10%"], &[]),
    row(
        &["le 49.3", "le 49-3"],
        &["49.3", "49-3", "\"le 49.3\"", "=49.3", "49", "3"],
        &["493"],
    ),
    row(&["F-16", "F16"], &["F-16", "F16", "f-16"], &[]),
    row(&["Su-35", "Su35"], &["Su-35", "Su35"], &[]),
    row(
        &["Covid-19", "covid 19"],
        &["Covid-19", "covid 19", "\"covid 19\""],
        &[],
    ),
    row(&["O.N.U.", "ONU"], &["onu", "O.N.U", "O.N.U."], &[]),
    row(&["S.N.C.F.", "SNCF"], &["sncf", "S.N.C.F"], &[]),
    row(&["l'OTAN.Le"], &["otan", "le", "=le"], &[]),
    row(
        &[
            "étudiant·e·s",
            "étudiant(e)s",
            "étudiant.e.s",
            "étudiant-e-s",
            "étudiants·es",
            "d’étudiant·e·s",
        ],
        &[
            "étudiant",
            "étudiante",
            "étudiants",
            "étudiantes",
            "etudiantes",
            "=étudiant",
            "=étudiante",
            "=étudiants",
            "=étudiantes",
            "étudiant·e·s",
            "étudiant(e)s",
            "étudiant.e.s",
            "=étudiant·e·s",
            "\"étudiantes mots\"",
            "\"étudiant·e·s mots\"",
        ],
        &["=e", "=s", "=es"],
    ),
    row(
        &["l'étudiant·e"],
        &["=l'étudiante", "=l'étudiant·e"],
        &["=d'étudiante"],
    ),
    // What is typed for all finds each.
    row(
        &["étudiants", "étudiante", "étudiant(e)"],
        &["étudiant·e·s", "étudiant(e)s", "=étudiant.e.s"],
        &[],
    ),
    row(
        &["étudiants/étudiantes"],
        &[
            "étudiant",
            "étudiante",
            "=étudiantes",
            "=étudiants",
            "étudiants/étudiantes",
        ],
        &[],
    ),
    row(
        &["acteur·rice·s"],
        &["actrice", "=actrices", "acteurs", "acteur·trice·s"],
        &["=rice"],
    ),
    row(
        &["keystone-sda.ch"],
        &["keystone-sda.ch", "keystone", "sda", "keystone-sda"],
        &[],
    ),
    row(
        &["https://www.lemonde.fr/x"],
        &["https://www.lemonde.fr/x", "www.lemonde.fr", "lemonde"],
        &[],
    ),
    row(&["a.b@c.fr"], &["a.b@c.fr", "\"a.b@c.fr\"", "=fr"], &[]),
    row(&["#GiletsJaunes"], &["#GiletsJaunes", "giletsjaunes"], &[]),
    row(&["@compte"], &["@compte", "compte"], &[]),
    row(
        &["2024-2025"],
        &["2024", "2025", "2024-2025", "\"2024 2025\""],
        &["20242025"],
    ),
    row(
        &[
            "Saint-Étienne",
            "St-Étienne",
            "St. Étienne",
            "St Étienne",
            "Saint Étienne",
            "ST-ÉTIENNE",
        ],
        &[
            "saint-etienne",
            "Saint Étienne",
            "\"Saint Étienne\"",
            "St-Étienne",
            "st-etienne",
            "St Étienne",
            "\"st étienne\"",
        ],
        &[],
    ),
    row(
        &["Ste-Anne", "Sainte-Anne"],
        &["sainte-anne", "Ste Anne"],
        &[],
    ),
    // Words, stems and names.
    row(
        &["soutien inconditionnel", "soutiens inconditionnels"],
        &["\"soutien inconditionnel\""],
        &["\"inconditionnel soutien\""],
    ),
    row(
        &["soutien à l'Ukraine"],
        &["\"soutien à l'Ukraine\""],
        &["\"soutien de l'Ukraine\""],
    ),
    row(&["France"], &["france", "FRANCE"], &["franc", "francs"]),
    row(
        &["français", "Française", "Français"],
        &["français", "Française", "francais"],
        &["franc", "France"],
    ),
    row(&["Algérie", "ALGERIE"], &["Algérie", "algerie"], &["Alger"]),
    row(&["Alger"], &["Alger", "alger"], &["Algérie", "algerie"]),
    row(&["Mali"], &["Mali", "mali"], &["mal", "mâle", "malais"]),
    row(
        &["Malaisie"],
        &["Malaisie", "malaisie"],
        &["malaise", "malais"],
    ),
    row(&["Guyane"], &["Guyane"], &["Guyana"]),
    row(&["Guyana"], &["Guyana"], &["Guyane"]),
    row(&["Martinique"], &["martinique"], &["Martin"]),
    row(&["Jordanie"], &["Jordanie"], &["Jordan"]),
    row(&["Valls"], &["valls", "VALLS"], &["vallée", "vallées"]),
    row(&["Cuba"], &["Cuba", "CUBA"], &["cube", "cubes"]),
    row(
        &["Crimée", "CRIMEE"],
        &["Crimée", "crimee"],
        &["crime", "crimes"],
    ),
    row(&["Gaza"], &["Gaza", "gaza"], &["gaz"]),
    row(&["Damas"], &["Damas"], &["dame"]),
    row(&["Rome"], &["Rome"], &["rom", "roms"]),
    row(&["Bienne"], &["Bienne"], &["=bien", "\"bien mots\""]),
    row(&["Haïti"], &["Haïti", "haiti"], &["hait"]),
    row(&["James"], &["James"], &["jamais"]),
    row(&["Peter"], &["Peter"], &["petit"]),
    row(&["Marie"], &["Marie", "marie"], &["mars", "mari"]),
    row(&["Meta"], &["Meta"], &["mettre", "met"]),
    row(&["CIA"], &["CIA", "cia"], &["cie"]),
    // Names that are French words as well keep the forms of the word.
    row(&["Borne"], &["borne", "bornes", "Borne"], &[]),
    row(&["Vienne"], &["vienne", "Vienne"], &[]),
    row(&["partie"], &["partie", "=partie"], &["=parti", "=partir"]),
    row(&["parti"], &["parti", "=parti"], &["=partie", "=partir"]),
    row(&["partir"], &["partir", "=partir"], &["=parti", "=partie"]),
    row(&["mère"], &["mère", "mere", "=mère"], &["=mer"]),
    row(&["mer"], &["mer", "=mer"], &["=mère"]),
    row(&["journal"], &["journal", "=journal"], &["=journaliste"]),
    row(
        &["journaliste"],
        &["journaliste", "=journaliste"],
        &["=journal"],
    ),
    row(&["Choïgou"], &["choigou", "Choïgou"], &[]),
];

fn search() -> (tempfile::TempDir, Search) {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for (at, row) in ROWS.iter().enumerate() {
        for (which, text) in row.articles.iter().enumerate() {
            // A paragraph of one line: the line's end inside it is what the row is about.
            let article = serde_json::json!({
                "id": format!("{at}-{which}"),
                "body": [{"paragraph": format!("mots {text} mots")}],
            });
            lines += &format!("{article}\n");
        }
    }
    let file = folder.path().join("rows.jsonl");
    fs::write(&file, lines).unwrap();
    let archive = folder.path().join("archive");
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    let report = index(&archive, &options, &mut |_| ()).unwrap();
    assert_eq!(report.refused, 0, "{:?}", report.refusals);
    (folder, Search::new(Archive::open(&archive).unwrap()))
}

fn found(search: &Search, query: &str) -> Vec<String> {
    let parsed = parse(query, TODAY).unwrap();
    assert_eq!(parsed.notes, [], "{query}");
    let request = Request {
        limit: 10_000,
        facets: None,
        strict: true,
        ..Request::of(query, parsed.query)
    };
    search
        .search(&request)
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

#[test]
fn every_row_holds() {
    let (_folder, search) = search();
    let mut wrong = Vec::new();
    for (at, row) in ROWS.iter().enumerate() {
        let ids: Vec<String> = (0..row.articles.len())
            .map(|which| format!("{at}-{which}@rows"))
            .collect();
        for query in row.finds {
            let found = found(&search, query);
            for (id, text) in ids.iter().zip(row.articles) {
                if !found.contains(id) {
                    wrong.push(format!("`{query}` does not find `{text}`"));
                }
            }
        }
        for query in row.not {
            let found = found(&search, query);
            for (id, text) in ids.iter().zip(row.articles) {
                if found.contains(id) {
                    wrong.push(format!("`{query}` finds `{text}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_matched_is_lit() {
    let (_folder, search) = search();
    let mut wrong = Vec::new();
    for (article, query, expected) in [
        ("l'État", "état", "État"),
        ("l’État", "l'état", "l’État"),
        ("l'État", "=\"l'état\"", "l'État"),
        ("jusqu’où", "jusqu'où", "jusqu’où"),
        ("main-d'œuvre", "œuvre", "œuvre"),
        ("L'Oréal", "loreal", "L'Oréal"),
        ("L'Oréal", "oreal", "Oréal"),
        ("l’autoécole", "l'auto-école", "l’autoécole"),
        ("l’autoécole", "d'auto-école", "autoécole"),
        ("main-d'œuvre", "main-d'oeuvre", "main-d'œuvre"),
        ("recons-\ntruction", "reconstruction", "recons-\ntruction"),
        (
            "recons\u{ad}truction",
            "reconstruction",
            "recons\u{ad}truction",
        ),
        (
            "un week-end chargé",
            "\"un weekend chargé\"",
            "un week-end chargé",
        ),
        (
            "un weekend chargé",
            "\"un week-end chargé\"",
            "un weekend chargé",
        ),
        ("week-end", "weekend", "week-end"),
        ("5\u{202f}000", "5000", "5\u{202f}000"),
        (
            "recons\u{ad}\ntruction",
            "reconstruction",
            "recons\u{ad}\ntruction",
        ),
        ("O.N.U.", "onu", "O.N.U"),
        ("à 20 h 30 à", "20h30", "20 h 30"),
        ("à 20h30 à", "20 h 30", "20h30"),
        ("le 49-3", "49.3", "49-3"),
        ("étudiant·e·s", "étudiantes", "étudiant·e·s"),
        ("étudiant(e)s", "=étudiante", "étudiant(e)s"),
        ("l'étudiant·e", "=l'étudiante", "l'étudiant·e"),
        ("St-Étienne", "saint-etienne", "St-Étienne"),
        ("Kim Jong-un", "\"Kim Jong Un\"", "Kim Jong-un"),
        (
            "soutien à l'Ukraine",
            "\"soutien à l'Ukraine\"",
            "soutien à l'Ukraine",
        ),
    ] {
        let at = ROWS
            .iter()
            .position(|row| row.articles.contains(&article))
            .unwrap();
        let which = ROWS[at]
            .articles
            .iter()
            .position(|text| *text == article)
            .unwrap();
        let id = depeche_corpus::ArticleId(format!("{at}-{which}@rows"));
        let stored = search.archive().get(&id).unwrap().unwrap();
        let lit = light(
            search.archive(),
            &parse(query, TODAY).unwrap().query,
            EXPANSIONS,
            &stored,
            &mut Vec::new(),
        )
        .unwrap();
        let shown: Vec<&str> = lit
            .ranges
            .iter()
            .map(|range| &lit.texte.text[range.clone()])
            .collect();
        if shown != [expected] {
            wrong.push(format!("`{query}` lights {shown:?} in `{article}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn hostile_texts_are_indexed_and_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("textes.jsonl");
    let long = "é".repeat(1 << 20);
    let texts = [
        "مرحبا بالعالم \u{202e}renversé\u{202c}",
        "👩\u{200d}👩\u{200d}👧 famille \u{200d}",
        long.as_str(),
        "un\0deux",
        "\u{301}\u{301}\u{301}",
        "'’ʼ-‑«»\"",
    ];
    let lines: String = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            format!(
                "{}\n",
                serde_json::json!({"id": at, "title": text, "text": text})
            )
        })
        .collect();
    fs::write(
        &file,
        lines + "{\"id\": \"s\", \"title\": \"seul \\ud800 substitut\"}\n",
    )
    .unwrap();
    let archive = folder.path().join("archive");
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 2,
    };
    let report = index(&archive, &options, &mut |_| ()).unwrap();
    assert_eq!((report.new, report.refused, report.replaced), (7, 0, 1));
    let search = Search::new(Archive::open(&archive).unwrap());
    for (query, id) in [
        ("renverse", "0"),
        ("famille", "1"),
        ("بالعالم", "0"),
        ("deux", "3"),
        ("substitut", "s"),
    ] {
        assert_eq!(found(&search, query), [format!("{id}@textes")], "{query}");
    }
    // The long word is cut at 255 letters, in the article as in the query.
    assert_eq!(found(&search, &"é".repeat(300)), ["2@textes"]);
}
