//! Cross-validation: documents are dealt into folds; the names of each fold are recognised by the product with a model that
//! learnt from the others, and counted on the annotated tokens.

use std::io::Write;

use anyhow::{Context, Result};
use depeche_entities::{Model, annotate_with};

use crate::eval::countries;
use crate::eval::entities::{found, print_errors, table};
use crate::eval::entity_counts::Counts;
use crate::train::Options;
use crate::train::examples::Prepared;
use crate::train::learn;

/// Measures the documents of the first domain, and the articles whose countries are known.
pub(crate) fn measure(
    documents: &[Prepared],
    words: &[u8],
    options: &Options,
    folds: usize,
) -> Result<()> {
    let model = |fold: usize| {
        let others: Vec<&Prepared> = documents
            .iter()
            .filter(|document| document.domain != 0 || document.fold(folds) != fold)
            .collect();
        learn::model(&others, words, options)
    };
    // Two at a time: a fold takes half a minute.
    let models: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let other = scope.spawn(|| (folds / 2..folds).map(model).collect::<Vec<_>>());
        let mut models: Vec<_> = (0..folds / 2).map(model).collect();
        models.extend(other.join().unwrap_or_default());
        models
    });
    let models: Vec<Model> = models
        .into_iter()
        .map(|bytes| Model::read(bytes.into()).context("a model does not read back"))
        .collect::<Result<_>>()?;
    let mut out = std::io::stdout().lock();
    let mut counted = Vec::new();
    for document in documents.iter().filter(|document| document.domain == 0) {
        let model = models
            .get(document.fold(folds))
            .context("no model of the fold")?;
        let annotated = &document.annotated;
        let names = found(annotated, &annotate_with(&annotated.article, model));
        if options.errors {
            print_errors(annotated, &names, &mut out)?;
        }
        counted.push(Counts::of(&annotated.names, &names));
    }
    write!(out, "{}", table(&counted))?;
    if let Some(gold) = &options.countries {
        let fold = |id: &str| {
            documents
                .iter()
                .find(|document| document.annotated.id == id)
                .map(|document| document.fold(folds))
        };
        let figures = countries::measure(gold, None, &mut |_| Ok(()), &|id, article| {
            let model = &models[fold(id).unwrap_or_default()];
            annotate_with(article, model)
        })?;
        figures.print(&mut out)?;
    }
    Ok(())
}
