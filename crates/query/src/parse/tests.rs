//! What is read of what is typed: tables of queries and their trees, and two properties of every query.

use proptest::prelude::*;

use super::*;

fn read(typed: &str) -> Result<Parsed, ParseError> {
    parse(typed, jiff::civil::date(2026, 11, 22))
}

fn check(typed: &str, expected: &str) {
    let parsed = read(typed).unwrap();
    assert_eq!(parsed.query.to_string(), expected, "{typed}");
    assert_eq!(read(expected).unwrap().query, parsed.query, "{typed}");
}

#[test]
fn words_phrases_and_operators() {
    for (typed, expected) in [
        ("", "*"),
        ("guerre", "guerre"),
        ("guerre et paix", "guerre et paix"),
        ("guerre ET paix", "guerre ET paix"),
        ("guerre AND paix", "guerre ET paix"),
        ("guerre & paix", "guerre ET paix"),
        ("guerre OU paix", "guerre OU paix"),
        ("guerre | paix OR trêve", "guerre OU paix OU trêve"),
        ("a b OU c ET d", "a b OU c ET d"),
        ("a (b OU c)", "a (b OU c)"),
        ("(a b) c", "a b c"),
        ("((a))", "a"),
        ("a SAUF b", "a SAUF b"),
        ("a NOT b c", "a SAUF b ET c"),
        ("a ET NOT b", "a SAUF b"),
        ("a -b", "a -b"),
        ("-b a", "-b a"),
        ("-b", "SAUF b"),
        ("a -(b c)", "a -(b c)"),
        ("SAUF (a OU b)", "SAUF (a OU b)"),
        ("SAUF b c", "SAUF b ET c"),
        ("5 000 ET soldats", "5 000 ET soldats"),
        ("5 000 soldats SAUF 5 000", "5 000 ET soldats SAUF (5 000)"),
        ("5 ET 000", "5 ET 000"),
        ("SAUF (5 000)", "SAUF (5 000)"),
        ("a -(5 000)", "a -(5 000)"),
        ("a OU -b", "a OU SAUF b"),
        ("Paris - New York", "Paris New York"),
        ("Saint-Étienne", "Saint-Étienne"),
        ("«soutien inconditionnel»", "\"soutien inconditionnel\""),
        ("“soutien  inconditionnel”", "\"soutien inconditionnel\""),
        ("=État", "=État"),
        ("=\"l'état\"", "=\"l'état\""),
        ("5 000 soldats", "5 000 soldats"),
        ("5, 000", "5 000"),
        ("5 (000)", "5 000"),
    ] {
        check(typed, expected);
    }
}

#[test]
fn fields_by_all_their_names() {
    for (typed, expected) in [
        ("titre:guerre", "titre:guerre"),
        ("TIT_HEAD=guerre", "titre:guerre"),
        ("hd=(a OU b)", "titre:a OU titre:b"),
        ("titre:=\"l'état\"", "titre:=\"l'état\""),
        ("titre:=état", "titre:=état"),
        ("texte:guerre", "guerre"),
        ("pays:Russie", "pays:Russie"),
        ("country:\"Corée du Nord\"", "pays:\"Corée du Nord\""),
        (
            "pays:(Russie OU Ukraine) guerre",
            "(pays:Russie OU pays:Ukraine) guerre",
        ),
        ("source:=\"Le Monde\"", "source:=\"Le Monde\""),
        ("-personne:\"Kim Jong Un\" a", "-personne:\"Kim Jong Un\" a"),
        ("date:2024-08..2025-03", "date:2024-08-01..2025-03-31"),
        ("date:2024", "date:2024"),
        ("date:..2025", "date:..2025-12-31"),
        ("date:2025-06-14..", "date:2025-06-14.."),
        ("annee:2024", "date:2024"),
        ("url:https://example.org/a", "url:\"https://example.org/a\""),
    ] {
        check(typed, expected);
    }
}

#[test]
fn what_stands_behind_a_sign_is_read_as_meant() {
    for (typed, expected) in [
        ("titre:-mot a", "-titre:mot a"),
        (
            "date:\"août 2024\"..\"mars 2025\"",
            "date:2024-08-01..2025-03-31",
        ),
        ("hlp=(a hlp=b)", "titre:a titre:b OU chapeau:a chapeau:b"),
        ("https://ex.org/x?a=b", "https ex org x a b"),
        ("(a b) PROCHE/5 c", "(a PROCHE/5 c) ET (b PROCHE/5 c)"),
        ("pays:Mali|Tchad", "pays:Mali OU pays:Tchad"),
    ] {
        check(typed, expected);
    }
    // Neither doubles nor multiplies with every step.
    let nested = format!("{}a{}", "hlp=(".repeat(60), ")".repeat(60));
    assert_eq!(
        read(&nested).unwrap().query.to_string(),
        "titre:a OU chapeau:a"
    );
    let group = "(a b c d e f g h i j)";
    let chain = [group; 8].join(" PROCHE/5 ");
    assert!(read(&chain).unwrap().query.to_string().len() < 2000);
}

#[test]
fn what_cannot_be_an_operator_is_a_word() {
    for (typed, expected) in [
        ("ET", "et"),
        ("guerre ET", "guerre et"),
        ("OU guerre", "ou guerre"),
        ("a ET OU b", "a et OU b"),
        ("a SAUF", "a sauf"),
        ("guerre \"et paix", "guerre et paix"),
        ("(a b", "a b"),
        ("a) b", "a b"),
        ("a: b", "a b"),
        ("pays: Russie", "pays Russie"),
        ("date:demain", "date demain"),
        ("C++ AT&T 20 €", "C AT T 20"),
        ("étudiant(e)s", "étudiant(e)s"),
        ("https://www.lemonde.fr/x", "https www lemonde fr x"),
        ("…", "\"\""),
        ("\"\" guerre", "guerre"),
        ("()", "\"\""),
        ("--a", "a"),
    ] {
        check(typed, expected);
    }
}

#[test]
fn what_was_taken_otherwise_is_said_where() {
    let notes = |typed: &str| -> Vec<(Range<usize>, String)> {
        read(typed)
            .unwrap()
            .notes
            .into_iter()
            .map(|note| (note.span, note.message))
            .collect()
    };
    assert_eq!(
        notes("a ET"),
        [(
            2..4,
            "this operator has nothing to join; it was taken as a word".to_string()
        )]
    );
    assert_eq!(
        notes("(a"),
        [(
            0..1,
            "this parenthesis is not closed; it reaches to the end".to_string()
        )]
    );
    assert_eq!(
        notes("a)"),
        [(
            1..2,
            "this parenthesis closes nothing; it was passed over".to_string()
        )]
    );
    assert_eq!(
        notes("«a"),
        [(
            0..2,
            "this quotation mark is not closed; it was passed over".to_string()
        )]
    );
    assert_eq!(
        notes("x date:demain"),
        [(
            2..13,
            "`demain` is no date (`2024-08`, `2024-08..2025-03`, `\"août 2024\"`); it was taken as words"
                .to_string()
        )]
    );
}

#[test]
fn a_number_with_a_blank_is_counted_as_a_whole() {
    for typed in [
        "atleast2 2 000-aa",
        "aa>2\"atleast2 000-aa",
        "atleast2 5 000",
    ] {
        let query = read(typed).unwrap().query;
        let printed = query.to_string();
        assert_eq!(read(&printed).unwrap().query, query, "{typed} -> {printed}");
    }
}

#[test]
fn size_and_depth_are_bounded() {
    let deep = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    let error = read(&deep).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at most 100 parentheses or exclusions inside each other were expected; leave out those that change nothing"
    );
    let error = read(&format!("«{}»", "a-b ".repeat(600))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a query of at most 1000 words was expected; look for a few of them"
    );
    let error = read(&"a ".repeat(1 << 20)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a query of at most 64 KiB was expected; look for a few of its words"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn printing_and_parsing_agree(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "Été", "l'État", "week-end", "5", "000", "ET", "OU", "SAUF", "NOT", "|", "&", "-", "(", ")", "\"", "«", "»",
                "=", "titre:", "pays:", "date:", "2024", "..", "hd=", ":", "-a", "=b", "\"x y\"", "*", "?", "é", ",", ".", "'", "O.N.U.",
                "personne:\"Kim Jong Un\"", "date:2024-08..2025-03", "id:", "[", "]", "d'", " ", " ", " ", " ",
                " PROCHE/5 ", " SUIVI ", " near5 ", " MEMEPHRASE ", " SAME ", "atleast2 ", ">2", ">=3", ">=1", "~1", "~5", "gouv*", "m?t", "/a|b/", "/x/",
                "auteur:", " OU ", " ET ", "00", "a b",
            ]),
            0..18,
        )
    ) {
        let typed = parts.concat();
        let query = read(&typed).unwrap().query;
        let printed = query.to_string();
        prop_assert_eq!(read(&printed).unwrap().query, query, "{} -> {}", typed, printed);
    }

    #[test]
    fn nothing_pasted_is_an_error(typed in "(?s).{0,60}") {
        let query = read(&typed).unwrap().query;
        prop_assert_eq!(read(&query.to_string()).unwrap().query, query);
    }
}
