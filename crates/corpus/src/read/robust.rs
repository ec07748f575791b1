//! What damage does to a file of any format: nothing panics, every refusal says why, and a record that is damaged takes no
//! other with it. A format's fixture is three records, and what stands before and behind them.

use super::factiva::tests::{CODELESS, PAGE, ROWS, table_of};
use super::shown::records;
use super::{Error, Record, europresse};
use crate::Article;
use crate::read::wire::feed;
use crate::read::wire::newsml;
use crate::read::wire::newsml_g2;
use crate::read::wire::ninjs;
use crate::read::wire::nitf;

/// Three records of a format.
struct Fixture {
    /// The name of the file.
    name: &'static str,
    head: &'static str,
    records: [String; 3],
    tail: &'static str,
    /// How many bytes at the start of a record mark where the one before ends: where they are damaged, it may be read wrong.
    mark: usize,
    /// How many bytes at the end of a record part it from the next: where they are damaged, that one may be lost too.
    line_end: usize,
    /// Whether what ends before its record does is refused; else it may be read as far as it goes.
    tells_its_end: bool,
}

/// Longest mark of a record in XML: `<newsItem `.
const LONGEST_MARK: usize = 10;

/// Add a format here.
fn fixtures() -> Vec<Fixture> {
    let whole = |name, head, records: [&str; 3], tail| Fixture {
        name,
        head,
        records: records.map(str::to_string),
        tail,
        mark: 0,
        line_end: 0,
        tells_its_end: true,
    };
    let first = |age: &str| europresse::tests::FIRST.replace("cent", age) + "\n";
    let later = [europresse::tests::SECOND, europresse::tests::THIRD];
    vec![
        whole(
            "newsml.xml",
            newsml::tests::HEAD,
            newsml::tests::RECORDS,
            newsml::tests::TAIL,
        ),
        whole(
            "g2.xml",
            newsml_g2::tests::HEAD,
            newsml_g2::tests::RECORDS,
            newsml_g2::tests::TAIL,
        ),
        whole(
            "marees.nitf",
            nitf::tests::HEAD,
            nitf::tests::RECORDS,
            nitf::tests::TAIL,
        ),
        whole(
            "une.rss",
            feed::tests::HEAD,
            feed::tests::RECORDS,
            feed::tests::TAIL,
        ),
        whole(
            "une.atom",
            feed::tests::ATOM_HEAD,
            feed::tests::ENTRIES,
            feed::tests::ATOM_TAIL,
        ),
        whole(
            "lot.json",
            ninjs::tests::HEAD,
            ninjs::tests::RECORDS,
            ninjs::tests::TAIL,
        ),
        Fixture {
            line_end: 1,
            ..whole("lignes.jsonl", "", ninjs::tests::LINES, "")
        },
        Fixture {
            name: "premiere.html",
            head: "<html><body>\n",
            records: [first("cent"), first("trente"), first("dix")],
            tail: "</body></html>\n",
            mark: 40,
            line_end: 0,
            // The number of a document may be cut short.
            tells_its_end: false,
        },
        Fixture {
            name: "derniere.html",
            head: "<html><body>\n",
            records: [later[0], later[1], later[0]].map(|record| format!("{record}\n")),
            tail: "</body></html>\n",
            mark: 10,
            line_end: 0,
            tells_its_end: true,
        },
        whole(
            "tableau.html",
            "<html><head><title>Factiva</title></head><body>\n",
            [
                &numbered(&table_of(ROWS), 1),
                &numbered(&table_of(ROWS), 2),
                &numbered(&table_of(ROWS), 3),
            ],
            "<p>© Factiva</p></body></html>\n",
        ),
        whole(
            "page.html",
            "<html><head><title>Factiva</title></head><body>\n",
            [&numbered(PAGE, 1), &numbered(PAGE, 2), &numbered(PAGE, 3)],
            "<p>© Factiva</p></body></html>\n",
        ),
        Fixture {
            line_end: 1,
            // What is left of a head is a text.
            tells_its_end: false,
            ..whole(
                "codes.txt",
                "Dow Jones\n\n",
                [
                    &numbered(CODED, 1),
                    &numbered(CODED, 2),
                    &numbered(CODED, 3),
                ],
                "",
            )
        },
        Fixture {
            // What stands there is taken for the headline.
            line_end: 2,
            // What is left of a head is a text.
            tells_its_end: false,
            ..whole(
                "sans-codes.txt",
                "Dow Jones\n\n",
                [
                    &numbered(CODELESS, 1),
                    &numbered(CODELESS, 2),
                    &numbered(CODELESS, 3),
                ],
                "",
            )
        },
        Fixture {
            line_end: 1,
            // A row is whole where its line is, however short.
            tells_its_end: false,
            ..whole(
                "table.csv",
                "id,titre,date,source,texte\n",
                [
                    "1,Le bac reprend,2024-03-12,L'Écho,\"Il était «à quai», depuis\nlundi.\"\n",
                    "2,Le phare s'éteint,2024-03-13,L'Écho,\"Il a cent ans, dit-on.\"\n",
                    "3,Un chamois,2024-03-14,L'Écho,Il dort.\n",
                ],
                "",
            )
        },
    ]
}

/// A saved text with codes.
const CODED: &str = "*SE* \tRégion\n*HD* \tLe tramway *revient* à\nPort-Aubry\n*BY* \tIrène Valtour\n*WC* \t65 mots\n*PD* \t15 mars 2022\n\
    *SN* \tLa Gazette\n*LA* \tFrançais\n\n*LP* \n\n\t\n\nLa ligne *A\nrouvre* lundi, après deux ans.\n\n*NS* \ngpol : Domestic Politics\n\n*AN* \n\
    Document GAZET00020220315ei3f0003o\n\n";

/// A record of Factiva with another number.
fn numbered(record: &str, number: u8) -> String {
    let at = record.rfind("Document ").unwrap();
    let end = at + record[at..].find(['<', '\n']).unwrap();
    format!("{}{number}{}\n", &record[..end - 1], &record[end..])
}

impl Fixture {
    fn bytes(&self) -> Vec<u8> {
        [self.head, &self.records.concat(), self.tail]
            .concat()
            .into_bytes()
    }

    /// Where its records start, and where the last one ends.
    fn ends(&self) -> [usize; 4] {
        let mut ends = [self.head.len(); 4];
        for (at, record) in self.records.iter().enumerate() {
            ends[at + 1] = ends[at] + record.len();
        }
        ends
    }

    /// The articles of each record, as they are undamaged.
    fn articles(&self) -> [Vec<Article>; 3] {
        let ends = self.ends();
        let bytes = self.bytes();
        let line_of =
            |at: usize| 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        let found = records(self.name, &bytes);
        let read = |record: usize| {
            let lines = line_of(ends[record])..line_of(ends[record + 1]);
            let mut of_record = Vec::new();
            for found in &found {
                let article = &found.as_ref().unwrap().article;
                if lines.contains(&article.places[0].line) {
                    of_record.push(placeless(article));
                }
            }
            assert!(!of_record.is_empty(), "{} record {record}", self.name);
            of_record
        };
        [read(0), read(1), read(2)]
    }
}

/// An article without where it stands: the number and the line of a record depend on those before.
fn placeless(article: &Article) -> Article {
    Article {
        places: Vec::new(),
        ..article.clone()
    }
}

fn articles(found: &[Result<Record, Error>]) -> Vec<Article> {
    for refusal in found.iter().filter_map(|found| found.as_ref().err()) {
        assert!(!refusal.reason.to_string().is_empty(), "{refusal}");
    }
    let read = found.iter().filter_map(|found| found.as_ref().ok());
    read.map(|record| placeless(&record.article)).collect()
}

/// Numbers without order, the same each time (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

#[test]
fn a_file_cut_off_anywhere_gives_its_whole_records() {
    for fixture in fixtures() {
        let (bytes, ends, whole) = (fixture.bytes(), fixture.ends(), fixture.articles());
        for part in 0..50 {
            let end = bytes.len() * part / 50;
            let read = articles(&records(fixture.name, &bytes[..end]));
            let mut expected: Vec<&Article> = Vec::new();
            for record in (0..3).filter(|record| ends[record + 1] <= end) {
                expected.extend(&whole[record]);
            }
            let at = format!("{} cut at {end}", fixture.name);
            assert!(
                read.iter()
                    .zip(&expected)
                    .all(|(read, expected)| read == *expected),
                "{at}"
            );
            assert!(read.len() >= expected.len(), "{at}");
            // What follows them may be a record of which only blanks are missing.
            let all = whole.concat();
            let half = read[expected.len()..]
                .iter()
                .find(|article| !all.contains(article));
            assert!(half.is_none() || !fixture.tells_its_end, "{at}: {half:?}");
        }
    }
}

#[test]
fn a_damaged_byte_spoils_its_record_only() {
    for fixture in fixtures() {
        let (bytes, ends, whole) = (fixture.bytes(), fixture.ends(), fixture.articles());
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
        for _ in 0..2000 {
            let at = numbers.below(bytes.len());
            let mut damaged = bytes.clone();
            damaged[at] ^= u8::try_from(1 + numbers.below(255)).unwrap();
            let read = articles(&records(fixture.name, &damaged));
            // What stands before the records holds for all of them; so does the first, where its mark is damaged.
            if at < ends[0] + LONGEST_MARK {
                continue;
            }
            for record in 0..3 {
                // What stands behind the last is read with it.
                let end = if record == 2 {
                    bytes.len()
                } else {
                    ends[record + 1] + fixture.mark
                };
                let touched = (ends[record].saturating_sub(fixture.line_end)..end).contains(&at);
                for article in whole[record].iter().filter(|_| !touched) {
                    assert!(
                        read.contains(article),
                        "{} byte {at} is {:#x}: record {record} is lost\n{}",
                        fixture.name,
                        damaged[at],
                        String::from_utf8_lossy(
                            &damaged[at.saturating_sub(60)..(at + 60).min(damaged.len())]
                        )
                    );
                }
            }
        }
    }
}

#[test]
fn a_file_in_another_encoding_says_the_same() {
    for fixture in fixtures() {
        let text = String::from_utf8(fixture.bytes()).unwrap();
        let whole = fixture.articles().concat();
        let units = || {
            format!("\u{feff}{text}")
                .encode_utf16()
                .collect::<Vec<u16>>()
        };
        let little: Vec<u8> = units().into_iter().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().into_iter().flat_map(u16::to_be_bytes).collect();
        for (encoding, bytes) in [("UTF-16LE", little), ("UTF-16BE", big)] {
            let read = articles(&records(fixture.name, &bytes));
            assert_eq!(read, whole, "{} in {encoding}", fixture.name);
        }
        // In Windows-1252, whatever the file declares.
        let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(&text);
        assert!(!unmappable, "{}", fixture.name);
        let read = articles(&records(fixture.name, &bytes));
        let titles = |articles: &[Article]| {
            articles
                .iter()
                .map(|article| article.title.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(titles(&read), titles(&whole), "{}", fixture.name);
        // Cut in the middle of a character, of two bytes each.
        let odd: Vec<u8> = bytes
            .iter()
            .flat_map(|byte| [*byte, 0xd8])
            .skip(1)
            .collect();
        articles(&records(fixture.name, &odd));
    }
}
