//! The tantivy schema, derived from the field table.
//!
//! A text field holds the marked terms of `text::Term`. A name, value or country field holds one folded term a value
//! (`text::fold`) and a column with the value as it is shown. A date is two columns of days. Beside them stand the
//! columns the pipeline needs, and the whole Article and Document, compressed.

use std::sync::LazyLock;

use depeche_corpus::{FIELDS, FieldKind};
use rustc_hash::FxHashMap;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};

use crate::tokenizer::{FOLDED, TEXTE, WORDS};

/// The schema and the tantivy fields in it.
#[derive(Debug, Clone)]
pub struct Columns {
    /// What tantivy is given.
    pub schema: Schema,
    /// The fields of the table that are one tantivy field, by name: all but dates.
    pub by_name: FxHashMap<&'static str, Field>,
    /// The first day, in days since 1970-01-01; none for an undated article.
    pub date_from: Field,
    /// The last day.
    pub date_to: Field,
    /// The years the date covers.
    pub years: Field,
    /// The file it was read from, as a person cannot type it: root and path.
    pub file_key: Field,
    /// Hashes of what was read, and where: what tells an unchanged record.
    pub record_keys: Field,
    /// The whole Article and Document.
    pub stored: Field,
}

impl Columns {
    /// Returns the tantivy field of a row of the field table that is one.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.by_name.get(name).copied()
    }

    /// Returns the field of the running words.
    pub fn texte(&self) -> Field {
        self.by_name["texte"]
    }

    /// Returns the field of the identifier.
    pub fn id(&self) -> Field {
        self.by_name["id"]
    }
}

/// Returns the schema: always the same, made once.
pub fn columns() -> &'static Columns {
    static COLUMNS: LazyLock<Columns> = LazyLock::new(build);
    &COLUMNS
}

fn build() -> Columns {
    let mut builder = Schema::builder();
    let mut by_name = FxHashMap::default();
    for field in FIELDS {
        let options = match field.kind {
            FieldKind::Date => continue,
            // Of several authors none stands in a sentence with another.
            FieldKind::Text => words(if field.name == "auteur" { WORDS } else { TEXTE }),
            FieldKind::Name | FieldKind::Value => folded(),
            FieldKind::Country => STRING | FAST,
            // Sorting by identifier needs its column; the others are only looked up.
            FieldKind::Raw if field.name == "id" => STRING | FAST,
            FieldKind::Raw => STRING,
        };
        by_name.insert(field.name, builder.add_text_field(field.name, options));
    }
    let number = NumericOptions::default() | FAST;
    Columns {
        date_from: builder.add_i64_field("date_from", number.clone()),
        date_to: builder.add_i64_field("date_to", number.clone()),
        years: builder.add_u64_field("years", number.clone() | INDEXED),
        file_key: builder.add_text_field("file_key", STRING),
        record_keys: builder.add_u64_field("record_keys", number),
        stored: builder.add_bytes_field("stored", STORED),
        by_name,
        schema: builder.build(),
    }
}

fn words(tokenizer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

/// One folded term a value, and a column of the values as they are shown.
fn folded() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(FOLDED)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing) | FAST
}
