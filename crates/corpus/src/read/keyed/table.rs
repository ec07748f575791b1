//! Tables: CSV and TSV, as Excel, LibreOffice, R and pandas write them. The first row names the columns (`columns`); the
//! separator is the one that parts it best.
//!
//! A row ends where its line does, outside quotation marks. One whose mark is never closed is refused, and the rows behind
//! it are read all the same.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::path::Path;

use super::columns::{self, Cell, Cells, Mapping};
use crate::read::bytes::decode::{Decoded, decode};
use crate::read::bytes::lines::{Line, next_line};
use crate::read::{Error, Input, LONGEST_RECORD, Reason, Record};

/// Longest row in bytes: so far a quotation mark may be from the one that closes it. No article comes near it.
const LONGEST_ROW: usize = 4 << 20;

/// Rows with an open mark that are passed over before the rest of a file is: each is searched for its end.
const MOST_UNCLOSED: u64 = 1000;

/// What may stand between cells; of two that part the first row as often, the first.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// Reads a table; `name` is that of the file, or of a member.
pub(in crate::read) fn read(
    input: &Input<'_>,
    name: Option<&Path>,
    reader: &mut dyn BufRead,
    encoding: Option<&'static str>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let mut rows = Rows::of(reader);
    let refused = |reason| Err(Error::file(input, reason));
    let unreadable = |error: io::Error| refused(Reason::Unreadable(error.to_string()));
    let head = match rows.head() {
        Ok(Some(Ok(head))) => head,
        Ok(Some(Err(reason))) => return each(refused(reason)),
        Ok(None) => return each(refused(Reason::Empty)),
        Err(error) => return each(unreadable(error)),
    };
    let names: Vec<&str> = head.iter().map(|name| name.trim()).collect();
    let found = input.mapping.columns(&names);
    if !found.hold_words() {
        let names = names.iter().map(ToString::to_string).collect();
        return each(refused(Reason::Unmapped(names)));
    }
    let mut lacking = input.mapping.lacking();
    lacking.see(&found, &names);
    // Said once a file.
    let mut lacking = lacking.reason();
    let (mut record, mut unclosed) = (0, 0);
    // R writes the names of rows before them, and none above these.
    let mut unnamed = 0;
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) if record == 0 => return each(refused(Reason::NoArticle)),
            Ok(None) => return,
            Err(error) => return each(unreadable(error)),
        };
        record += 1;
        let read = row.cells.and_then(|cells| {
            let Cellar { texts, decoded } = cells;
            let is_numbered = texts.len() == names.len() + 1 && texts[0].trim() == "1";
            if record == 1 && is_numbered && !found.holds("id") {
                unnamed = 1;
            }
            let texts = texts.get(unnamed..).unwrap_or_default();
            let beyond = texts
                .iter()
                .skip(names.len())
                .any(|text| !text.trim().is_empty());
            // The last row of a file that is cut off between two cells.
            if texts.len() < names.len() && rows.unended && rows.ahead.is_empty() {
                return Err(Reason::CutOff);
            }
            if beyond || texts.len() < names.len() && texts.len() <= 1 && names.len() > 2 {
                return Err(Reason::Cells(texts.len(), names.len()));
            }
            let mut cells = Cells::new();
            for (field, places) in &found.fields {
                let mut texts = places.iter().filter_map(|place| texts.get(place.at));
                let text = texts.find(|text| !is_nothing(text));
                cells.push((field, text.cloned().map(Cell::Text).into_iter().collect()));
            }
            let (mut draft, remark) = columns::draft(&cells, &names)?;
            draft.own_id = draft.own_id.map(|id| own_id(id, name));
            let remark = remark.map(|reason| Error::record(input, record, row.line, reason));
            let remark = remark.or_else(|| lacking.take().map(|reason| Error::file(input, reason)));
            let found = draft.finish(input, (record, row.line), &decoded, encoding)?;
            Ok(Record { remark, ..found })
        });
        if read == Err(Reason::Unclosed) {
            unclosed += 1;
        }
        each(read.map_err(|reason| Error::record(input, record, row.line, reason)));
        if unclosed > MOST_UNCLOSED {
            return each(refused(Reason::MostUnclosed(MOST_UNCLOSED)));
        }
    }
}

/// Whether a cell holds nothing: also what R, pandas, Excel and MySQL write for that.
fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 9] = [
        "NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "None", "\\N",
    ];
    let text = text.trim();
    text.is_empty() || NOTHING.contains(&text)
}

/// An identifier as it is among the tables of a folder: a short number, which counts rows more often than it names an article
/// everywhere, is that of its file.
fn own_id(id: String, name: Option<&Path>) -> String {
    /// Databases number more articles than this, and tables have fewer rows.
    const LONGEST: usize = 5;
    let counts = id.len() <= LONGEST && id.bytes().all(|byte| byte.is_ascii_digit());
    let file = name.and_then(Path::file_stem).filter(|_| counts);
    file.map_or(id.clone(), |file| {
        format!("{}-{id}", file.to_string_lossy())
    })
}

/// Whether something begins as a table does whatever it is called: two columns of its first row are known, one to hold a title
/// or a text, and the second row has as many cells.
pub(in crate::read) fn is_one(mut head: &[u8]) -> bool {
    let mut rows = Rows::of(&mut head);
    let Ok(Some(Ok(names))) = rows.head() else {
        return false;
    };
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    let mapping = Mapping::default();
    let found = mapping.columns(&names);
    // The head of a file may end in its second row.
    let second = rows.next().ok().flatten();
    let is_as_long = second.is_some_and(|row| match row.cells {
        Ok(cells) => cells.texts.len() == names.len() || rows.ended,
        Err(reason) => reason == Reason::Unclosed,
    });
    found.hold_words() && found.fields.len() > 1 && is_as_long
}

/// A row, and the line that it starts at.
struct Row {
    cells: Result<Cellar, Reason>,
    line: u64,
}

/// The cells of a row, and how they were read.
struct Cellar {
    texts: Vec<String>,
    decoded: Decoded,
}

/// The rows of a file.
struct Rows<'r> {
    reader: &'r mut dyn BufRead,
    separator: u8,
    /// Lines that were read and belong to no row yet; none of a line that is too long.
    ahead: VecDeque<Option<Vec<u8>>>,
    /// The line that `ahead` starts at.
    line: u64,
    ended: bool,
    /// Whether the last line has no end.
    unended: bool,
}

impl<'r> Rows<'r> {
    fn of(reader: &'r mut dyn BufRead) -> Self {
        Self {
            reader,
            separator: b',',
            ahead: VecDeque::new(),
            line: 1,
            ended: false,
            unended: false,
        }
    }

    /// The names of the columns; the separator is found by them.
    fn head(&mut self) -> io::Result<Option<Result<Vec<String>, Reason>>> {
        while self.fill(0)? {
            let Some(Some(first)) = self.ahead.front() else {
                return Ok(Some(Err(Reason::TooLong)));
            };
            let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(first);
            if first.iter().all(u8::is_ascii_whitespace) {
                self.drop_line();
                continue;
            }
            // Excel says its separator in a line of its own.
            if let [b's', b'e', b'p', b'=', separator] = first {
                self.separator = *separator;
                self.drop_line();
                break;
            }
            let parts = |separator: u8| Quotes::of(separator).separators(first);
            let most = SEPARATORS.iter().map(|separator| parts(*separator)).max();
            let best = SEPARATORS
                .iter()
                .find(|separator| Some(parts(**separator)) == most);
            self.separator = best.copied().unwrap_or(b',');
            break;
        }
        let row = self.next()?;
        Ok(row.map(|row| {
            row.cells.map(|cells| {
                let mut names = cells.texts;
                if let Some(first) = names.first_mut() {
                    *first = first.trim_start_matches('\u{feff}').to_string();
                }
                names
            })
        }))
    }

    fn drop_line(&mut self) {
        self.ahead.pop_front();
        self.line += 1;
    }

    /// Whether there is a line so far ahead; reads up to it.
    fn fill(&mut self, at: usize) -> io::Result<bool> {
        while self.ahead.len() <= at && !self.ended {
            let mut buffer = Vec::new();
            match next_line(self.reader, LONGEST_RECORD, &mut buffer)? {
                Line::End => self.ended = true,
                Line::TooLong => self.ahead.push_back(None),
                // A return alone ends a line too, as spreadsheets once wrote.
                line => {
                    self.unended = line == Line::Last;
                    let lines = buffer.split(|byte| *byte == b'\r');
                    self.ahead.extend(lines.map(|line| Some(line.to_vec())));
                }
            }
        }
        Ok(self.ahead.len() > at)
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        loop {
            if !self.fill(0)? {
                return Ok(None);
            }
            let line = self.line;
            let is_empty = |line: &Vec<u8>| line.iter().all(u8::is_ascii_whitespace);
            match self.ahead.front() {
                Some(Some(first)) if is_empty(first) => self.drop_line(),
                Some(Some(_)) => {
                    let cells = match self.lines()? {
                        Some(lines) => {
                            let whole: Vec<Vec<u8>> = self.ahead.drain(..lines).flatten().collect();
                            self.line += lines as u64;
                            cells(&whole.join(&b'\n'), self.separator)
                        }
                        None => {
                            self.drop_line();
                            Err(Reason::Unclosed)
                        }
                    };
                    return Ok(Some(Row { cells, line }));
                }
                _ => {
                    self.drop_line();
                    return Ok(Some(Row {
                        cells: Err(Reason::TooLong),
                        line,
                    }));
                }
            }
        }
    }

    /// How many lines the row has that starts here; none where its mark is not closed.
    fn lines(&mut self) -> io::Result<Option<usize>> {
        let mut quotes = Quotes::of(self.separator);
        let (mut at, mut length) = (0, 0);
        while self.fill(at)? {
            let Some(Some(line)) = self.ahead.get(at) else {
                return Ok(None);
            };
            length += line.len();
            quotes.line(line);
            at += 1;
            if quotes.broken {
                return Ok(None);
            }
            if !quotes.open {
                return Ok(Some(at));
            }
            if length > LONGEST_ROW {
                return Ok(None);
            }
        }
        Ok(None)
    }
}

/// Whether a quotation mark is open. It opens a cell where this starts with it; a doubled one inside is a character.
struct Quotes {
    separator: u8,
    open: bool,
    /// Whether one that was opened in an earlier line stands before something else than the end of its cell: it opens the
    /// cell of another row, and the first was never closed.
    broken: bool,
}

impl Quotes {
    fn of(separator: u8) -> Self {
        Self {
            separator,
            open: false,
            broken: false,
        }
    }

    /// Passes over a line; returns how many separators stand in it outside marks.
    fn line(&mut self, line: &[u8]) -> usize {
        let mut separators = 0;
        let mut starts = !self.open;
        let mut from_before = self.open;
        let mut bytes = line.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if self.open => {
                    self.open = bytes.next_if_eq(&b'"').is_some();
                    let mut behind = bytes.clone().skip_while(|byte| *byte == b' ');
                    let ends = behind.next().is_none_or(|next| next == self.separator);
                    self.broken |= from_before && !self.open && !ends;
                    from_before &= self.open;
                }
                b'"' if starts => self.open = true,
                _ if !self.open && byte == self.separator => {
                    separators += 1;
                    starts = true;
                    continue;
                }
                _ => {}
            }
            starts = false;
        }
        separators
    }

    fn separators(mut self, line: &[u8]) -> usize {
        self.line(line)
    }
}

/// The cells of a row. They are one text to the detection of encodings.
fn cells(row: &[u8], separator: u8) -> Result<Cellar, Reason> {
    // Stands in no text, and is ASCII.
    const BETWEEN: char = '\u{1f}';
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(row);
    let mut record = csv::ByteRecord::new();
    // It is whole, and bytes are no error: a row is always read.
    let read = reader.read_byte_record(&mut record);
    read.map_err(|error| Reason::Unreadable(error.to_string()))?;
    let cells: Vec<&[u8]> = record.iter().collect();
    let decoded = decode(&cells.join(&(BETWEEN as u8)), None)?;
    Ok(Cellar {
        texts: decoded.text.split(BETWEEN).map(str::to_string).collect(),
        decoded,
    })
}

#[cfg(test)]
mod tests {

    use expect_test::{Expect, expect};

    use super::*;
    use crate::Block;

    fn check(mapping: &str, file: &[u8], expected: Expect) {
        let input = Input {
            path: Path::new("dossier/a.csv"),
            root: "/dossier",
            file: "a.csv",
            scope: "dossier",
            mapping: &mapping.parse().unwrap(),
        };
        let mut shown = String::new();
        read(
            &input,
            Some(input.path),
            &mut &file[..],
            None,
            &mut |record| match record {
                Ok(Record {
                    article, remark, ..
                }) => {
                    let blocks: Vec<&str> = article.body.iter().map(Block::text).collect();
                    let place = &article.places[0];
                    let date = article.date.map(|date| date.to_string());
                    shown += &format!(
                        "{} | {} | {blocks:?} | {} | {} | {} | {}:{} {}\n",
                        article.id,
                        article.title,
                        date.unwrap_or_default(),
                        article.source.as_deref().unwrap_or_default(),
                        article.authors.join(" + "),
                        place.record,
                        place.line,
                        place.encoding,
                    );
                    shown += &remark
                        .map(|remark| format!("! {remark}\n"))
                        .unwrap_or_default();
                }
                Err(error) => shown += &format!("{error}\n"),
            },
        );
        expected.assert_eq(&shown);
    }

    #[test]
    fn rows_are_articles() {
        check(
            "",
            "\u{feff}id;Titre;Date;Journal;Auteur;Texte\r\n\
             1;Un;2024-08-01;L'Écho;Irène Valtour;\"Le \"\"tram\"\"; il\r\nrevient.\r\n\r\nFin.\"\r\n\
             \r\n\
             2;Le 12\" de l'année;1er août 2024;;;Un texte\r\n\
             3;Deux;;;;\r\n"
                .as_bytes(),
            expect![[r#"
                a-1@l-echo | Un | ["Le \"tram\"; il", "revient.", "Fin."] | 2024-08-01 | L'Écho | Irène Valtour | 1:2 UTF-8
                a-2@dossier | Le 12" de l'année | ["Un texte"] | 2024-08-01 |  |  | 2:7 UTF-8
                a-3@dossier | Deux | [] |  |  |  | 3:8 UTF-8
            "#]],
        );
        check(
            "titre=a,texte=b",
            b"a\tb\nUn\tdeux\n",
            expect![[r#"
            b3e64d0401f98475 | Un | ["deux"] |  |  |  | 1:2 UTF-8
        "#]],
        );
        check(
            "",
            b"sep=|\ntitle|text\nUn|deux, trois\n",
            expect![[r#"
            47aa582ef696403f | Un | ["deux, trois"] |  |  |  | 1:3 UTF-8
        "#]],
        );
        check(
            "",
            b"title,text\nL'\xe9t\xe9,Un \x9cuf\n",
            expect![[r#"
            1832d0cdb48a6c11 | L'été | ["Un œuf"] |  |  |  | 1:2 windows-1252
        "#]],
        );
    }

    #[test]
    fn rows_are_refused_one_by_one() {
        check(
            "",
            b"id,title,text\n1,Un,A\n2,Deux,B, encore, et encore\n3,\"Trois,C\n4,Quatre,D\nseul\n5,,\n6,Six,\"F\nG\"\n,\"\",E\n",
            expect![[r#"
                a-1@dossier | Un | ["A"] |  |  |  | 1:2 UTF-8
                dossier/a.csv: record 2, line 3: is a row of 5, the first one is of 3; a text that holds the separator stands in quotation marks
                dossier/a.csv: record 3, line 4: opens a quotation mark that is never closed
                a-4@dossier | Quatre | ["D"] |  |  |  | 4:5 UTF-8
                dossier/a.csv: record 5, line 6: is a row of 1, the first one is of 3; a text that holds the separator stands in quotation marks
                dossier/a.csv: record 6, line 7: has neither a title nor a text
                a-6@dossier | Six | ["F", "G"] |  |  |  | 7:8 UTF-8
                35e209ead0f02101 |  | ["E"] |  |  |  | 8:10 UTF-8
            "#]],
        );
        check(
            "",
            b"title,text\nA,Debut\rSuite,perdue\n",
            expect![[r#"
            cac16d30ff116ccf | A | ["Debut"] |  |  |  | 1:2 UTF-8
            03e6add01b35a897 | Suite | ["perdue"] |  |  |  | 2:3 UTF-8
        "#]],
        );
        check(
            "",
            b"title\ttext\n\"Un d\xc3\xa9but\tTexte un\nDeux\tTexte deux\n12\" de neige\tTexte\n",
            expect![[r#"
                dossier/a.csv: record 1, line 2: opens a quotation mark that is never closed
                cab107d0e6bfafa7 | Deux | ["Texte deux"] |  |  |  | 2:3 UTF-8
                ddb895b8208326df | 12" de neige | ["Texte"] |  |  |  | 3:4 UTF-8
            "#]],
        );
        check(
            "titre=Chose,date=quand",
            b"chose,title,an\nUn,Autre,2024\nDeux,Autre,2024\n",
            expect![[r#"
                6123cc2e15f7ca63 | Un | [] |  |  |  | 1:2 UTF-8
                ! dossier/a.csv: has no column `quand`; there are `chose`, `title`, `an`
                2a75af9fdef267be | Deux | [] |  |  |  | 2:3 UTF-8
            "#]],
        );
        check(
            "",
            b"",
            expect![[r#"
            dossier/a.csv: is empty
        "#]],
        );
        check(
            "",
            b"\n \n",
            expect![[r#"
            dossier/a.csv: is empty
        "#]],
        );
        check(
            "",
            b"title,text\n",
            expect![[r#"
            dossier/a.csv: holds no article
        "#]],
        );
        check(
            "",
            b"a,b\n1,2\n",
            expect![[r#"
            dossier/a.csv: has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `a`, `b`
        "#]],
        );
        check(
            "",
            b"title,date\nUn,hier\nDeux,2024\n",
            expect![[r#"
                6123cc2e15f7ca63 | Un | [] |  |  |  | 1:2 UTF-8
                ! dossier/a.csv: record 1, line 2: `hier` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
                662719a09f6d74a0 | Deux | [] | 2024 |  |  | 2:3 UTF-8
            "#]],
        );
    }

    #[test]
    fn signs_of_nothing_are_nothing_and_row_names_are_none() {
        check(
            "",
            b"titre,auteur,source,texte\nUn,NA,NULL,\\N\nNapl\xe8s,nan,None,A\n",
            expect![[r#"
                6123cc2e15f7ca63 | Un | [] |  |  |  | 1:2 UTF-8
                b577a7dffaf66d60 | Naplès | ["A"] |  |  |  | 2:3 windows-1252
            "#]],
        );
        // As R's `write.table` does; with identifiers a row too long is one.
        check(
            "",
            b"\"titre\",\"texte\"\n\"1\",\"Un\",\"A\"\n\"2\",\"Deux\",\"B\"\n",
            expect![[r#"
                9bee55da4799ba0c | Un | ["A"] |  |  |  | 1:2 UTF-8
                4e12f3c3eb7ea1a9 | Deux | ["B"] |  |  |  | 2:3 UTF-8
            "#]],
        );
        check(
            "",
            b"id,titre\n1,Un,A\n2,Deux\n",
            expect![[r#"
            dossier/a.csv: record 1, line 2: is a row of 3, the first one is of 2; a text that holds the separator stands in quotation marks
            a-2@dossier | Deux | [] |  |  |  | 2:3 UTF-8
        "#]],
        );
    }

    #[test]
    fn short_numbers_are_identifiers_of_their_file() {
        check(
            "",
            "id,titre\n1,Un\n48213,Deux\n482131,Trois\nNA,Quatre\nn1,Cinq\n".as_bytes(),
            expect![[r#"
                a-1@dossier | Un | [] |  |  |  | 1:2 UTF-8
                a-48213@dossier | Deux | [] |  |  |  | 2:3 UTF-8
                482131@dossier | Trois | [] |  |  |  | 3:4 UTF-8
                f6301d098f02a8d7 | Quatre | [] |  |  |  | 4:5 UTF-8
                n1@dossier | Cinq | [] |  |  |  | 5:6 UTF-8
            "#]],
        );
    }

    #[test]
    fn a_table_is_known_by_its_first_rows() {
        for (head, is_table) in [
            ("titre;date;texte\nUn;2024;A\n", true),
            ("Titre\tChapô\tColonne\nUn\tA\tB", true),
            ("\u{feff}\"title\",\"text\"\n\"Un\",\"A,\nB\"\n", true),
            ("titre;date;texte\nUn;2024;\"A qui commence", true),
            ("sep=;\ntitre;texte\nUn;A\n", true),
            // A head alone, one column that is known, other cells, prose.
            ("titre;date;texte\n", false),
            ("titre;x;y\nUn;2024;A\n", false),
            ("titre;date;texte\nUn\nDeux\n", false),
            (
                "Titre, texte, date: le maire veut tout, et tout de suite.\nUn, deux, trois.",
                false,
            ),
            (
                "date 2025-06 Le bac reprend. Il était à quai; il repart.\n\nSuite.",
                false,
            ),
            ("source;date\nUn;2024\n", false),
            ("", false),
        ] {
            assert_eq!(is_one(head.as_bytes()), is_table, "{head}");
        }
    }
}
