//! The formats that are read, for a person.

/// A format, or a container of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownFormat {
    /// What it is called.
    pub name: &'static str,
    /// How the names of its files end.
    pub ends: &'static str,
    /// What it is, and what is read out of it.
    pub help: &'static str,
}

/// Every format, then the containers.
pub const FORMATS: &[KnownFormat] = &[
    row(
        "text",
        ".txt, no extension",
        "one article: headline, lead, agency, paragraphs, crossheads",
    ),
    row(
        "JSONL",
        ".jsonl .ndjson",
        "one article a line; keys by their names, or `--map titre=headline`",
    ),
    row(
        "CSV",
        ".csv .tsv .tab",
        "one article a row; columns by their names, or `--map titre=headline`",
    ),
    row(
        "Europresse",
        ".html .htm",
        "exports of Europresse and Eureka, of every generation",
    ),
    row(
        "Factiva",
        ".html .htm .txt",
        "pages and texts saved from Factiva, with codes or without",
    ),
    row(
        "JSON",
        ".json",
        "one article an object, or a list of them; keys as in JSONL",
    ),
    row(
        "NewsML 1.2",
        ".xml .newsml",
        "dispatches of AFP, Belga, ATS; the last revision stands",
    ),
    row(
        "NewsML-G2",
        ".xml .newsml",
        "newsItem and newsMessage; the last version stands",
    ),
    row("NITF", ".xml .nitf", "articles of NITF 3"),
    row(
        "ninjs",
        ".json .jsonl",
        "items of ninjs 1 to 3; the last version stands",
    ),
    row("RSS, Atom", ".xml .rss .atom", "items of feeds"),
    row(
        "zip, tar",
        ".zip .tar .tgz .tar.gz …",
        "files of all these, also of one in another",
    ),
    row("gzip, zstd", ".gz .zst", "one of all these, compressed"),
];

const fn row(name: &'static str, ends: &'static str, help: &'static str) -> KnownFormat {
    KnownFormat { name, ends, help }
}
