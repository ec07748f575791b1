//! Reads a table: one row a line, cells between tabs, `;;` before a comment; `\n`, `\t`, `\\` and `\u{200b}` in a cell.

/// The rows of a table; each has as many cells as asked, of which the last ones may be left out.
pub(crate) fn rows<const CELLS: usize>(table: &str) -> Vec<[String; CELLS]> {
    let lines = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with(";; "));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() <= CELLS, "too many cells: {line}");
            std::array::from_fn(|at| {
                cells
                    .get(at)
                    .map_or_else(String::new, |cell| unescaped(cell))
            })
        })
        .collect()
}

fn unescaped(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let code: String = rest.by_ref().take_while(|c| *c != '}').skip(1).collect();
                let code = u32::from_str_radix(&code, 16).unwrap();
                text.push(char::from_u32(code).unwrap());
            }
            Some('\\') => text.push('\\'),
            other => panic!("no such escape: \\{other:?} in {cell}"),
        }
    }
    text
}

/// A text as it is written in a table.
pub(crate) fn escaped(text: &str) -> String {
    let mut cell = String::new();
    for c in text.chars() {
        match c {
            '\\' => cell += "\\\\",
            '\n' => cell += "\\n",
            '\r' => cell += "\\r",
            '\t' => cell += "\\t",
            // Letters that nobody sees.
            '\0'..='\u{1f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => cell += &c.escape_unicode().to_string(),
            c => cell.push(c),
        }
    }
    cell
}
