//! Annotated text as CoNLL has it (Tjong Kim Sang and De Meulder 2003): a token and its label a line, an empty line after
//! a sentence, `-DOCSTART-` before a document. Read into articles whose text is put back together from the tokens, since
//! what is measured sees running text only.

mod detokenize;

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use depeche_corpus::{Article, Block, Texte};
use depeche_entities::NameKind;

/// One annotated document.
#[derive(Debug, Clone)]
pub(crate) struct Annotated {
    /// What stands on its `-DOCSTART-` line; the file's name and a number where nothing does.
    pub(crate) id: String,
    pub(crate) article: Article,
    /// The bytes of every token in the article's [`Texte`].
    pub(crate) tokens: Vec<Range<usize>>,
    pub(crate) names: Vec<Name>,
}

/// A name as it was annotated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    /// Numbers of tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: NameKind,
}

/// A file without documents is cut into documents of so many sentences: about an article.
const SENTENCES: usize = 12;

/// Reads the documents of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Annotated>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot read", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    documents(&text, &name).with_context(|| format!("{}: no CoNLL", path.display()))
}

fn documents(text: &str, file: &str) -> Result<Vec<Annotated>> {
    let mut documents = Vec::new();
    let mut document = Sentences::default();
    let has_documents = text.starts_with("-DOCSTART-") || text.contains("\n-DOCSTART-");
    for (number, line) in text.lines().enumerate() {
        let mut columns = line.split_whitespace();
        let (form, label) = (columns.next(), columns.next_back());
        match (form, label) {
            (Some("-DOCSTART-"), id) => {
                document.finish(&mut documents);
                document.id = id.unwrap_or_default().to_string();
            }
            (Some(form), Some(label)) => document
                .push(form, label)
                .with_context(|| format!("line {}: a bad label", number + 1))?,
            (Some(form), None) => bail!("line {}: `{form}` without a label", number + 1),
            (None, _) => {
                document.end_sentence();
                if !has_documents && document.sentences.len() == SENTENCES {
                    document.finish(&mut documents);
                }
            }
        }
    }
    document.finish(&mut documents);
    for (number, document) in documents.iter_mut().enumerate() {
        if matches!(document.id.as_str(), "" | "O" | "-X-") {
            document.id = format!("{file}-{number}");
        }
    }
    Ok(documents)
}

/// The tokens of a document that is being read.
#[derive(Default)]
struct Sentences {
    id: String,
    sentences: Vec<Vec<String>>,
    open: Vec<String>,
    names: Vec<Name>,
    tokens: usize,
}

impl Sentences {
    fn push(&mut self, form: &str, label: &str) -> Result<()> {
        let at = self.tokens;
        self.tokens += 1;
        self.open.push(form.to_string());
        if label == "O" {
            return Ok(());
        }
        let (begin, kind) = label.split_once('-').context("not `O`, `B-…` or `I-…`")?;
        let kind = NameKind::from_label(kind)
            .with_context(|| format!("`{kind}` is not PER, LOC, ORG or MISC"))?;
        match self.names.last_mut() {
            // As conlleval reads it: another kind begins another name.
            Some(name) if begin == "I" && name.tokens.end == at && name.kind == kind => {
                name.tokens.end += 1;
            }
            _ => self.names.push(Name {
                tokens: at..at + 1,
                kind,
            }),
        }
        Ok(())
    }

    fn end_sentence(&mut self) {
        if !self.open.is_empty() {
            self.sentences.push(std::mem::take(&mut self.open));
        }
    }

    fn finish(&mut self, documents: &mut Vec<Annotated>) {
        self.end_sentence();
        let document = std::mem::take(self);
        if document.sentences.is_empty() {
            return;
        }
        // The first sentence of these files is the headline; the rest runs on until a sentence ends without a point,
        // which is a crosshead or a caption.
        let mut parts: Vec<(String, Vec<Range<usize>>)> = Vec::new();
        let mut ended = true;
        for (number, sentence) in document.sentences.iter().enumerate() {
            if ended {
                parts.push(Default::default());
            }
            let (text, tokens) = parts.last_mut().expect("pushed above");
            detokenize::append(sentence, text, tokens);
            ended = number == 0 || ends_paragraph(sentence);
        }
        let mut parts = parts.into_iter();
        let (title, mut tokens) = parts.next().unwrap_or_default();
        let (texts, rest): (Vec<_>, Vec<_>) = parts.unzip();
        let article = Article {
            title,
            body: texts.into_iter().map(Block::Paragraph).collect(),
            ..Article::default()
        };
        let texte = Texte::of(&article);
        for ((_, part), inside) in texte.parts.iter().skip(1).zip(rest) {
            let shift = |token: Range<usize>| token.start + part.start..token.end + part.start;
            tokens.extend(inside.into_iter().map(shift));
        }
        documents.push(Annotated {
            id: document.id,
            article,
            tokens,
            names: document.names,
        });
    }
}

/// A headline inside the text: several words and no point.
fn ends_paragraph(sentence: &[String]) -> bool {
    let last = sentence.last().map(String::as_str).unwrap_or_default();
    let point = last.ends_with(['.', '!', '?', '…', '»', ':', ';', ',', '"', ')']);
    sentence.len() > 2 && !point
}

impl Annotated {
    /// Returns the tokens that share a letter or digit with a stretch of the text; nothing of a stretch between tokens.
    pub(crate) fn tokens_under(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.end <= span.start);
        let end = self.tokens.partition_point(|token| token.start < span.end);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_with_their_names() {
        let text = "-DOCSTART-\tO\td1\n\nL'\tO\nONU\tB-ORG\nvote\tO\n\nM.\tO\nJean\tB-PER\nPetit\tI-PER\ndit\tO\n:\tO\n\
                    \u{ab}\tO\noui\tO\n\u{bb}\tO\n.\tO\n\n-DOCSTART-\tO\td2\n\nRien\tO\n";
        let documents = documents(text, "f").unwrap();
        assert_eq!(documents.len(), 2);
        let first = &documents[0];
        assert_eq!(first.id, "d1");
        assert_eq!(first.article.title, "L'ONU vote");
        let texte = Texte::of(&first.article).text;
        assert_eq!(
            texte,
            "L'ONU vote\u{2029}M. Jean Petit dit : « oui ».\u{2029}"
        );
        let names: Vec<_> = first
            .names
            .iter()
            .map(|name| {
                let bytes =
                    first.tokens[name.tokens.start].start..first.tokens[name.tokens.end - 1].end;
                (&texte[bytes], name.kind)
            })
            .collect();
        assert_eq!(
            names,
            [
                ("ONU", NameKind::Organisation),
                ("Jean Petit", NameKind::Person)
            ]
        );
        let at = texte.find("Petit").unwrap();
        assert_eq!(first.tokens_under(&(at..at + 5)), 5..6);
        assert_eq!(first.tokens_under(&(at - 3..at + 2)), 4..6);
    }

    #[test]
    fn what_is_no_conll_is_said() {
        let error = |text: &str| format!("{:#}", documents(text, "f").unwrap_err());
        assert_eq!(error("mot\n"), "line 1: `mot` without a label");
        assert_eq!(
            error("mot\tO\nmot\tB-DATE\n"),
            "line 2: a bad label: `DATE` is not PER, LOC, ORG or MISC"
        );
    }
}
