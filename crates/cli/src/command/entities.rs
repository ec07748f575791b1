//! `depeche entities`: which names are one entity, and what people correct of it in `curation.toml`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use depeche_corpus::{Field, FieldKind, field};
use depeche_entities::{Correction, Curation, Known, Remark};
use depeche_indexer::write_atomically;
use depeche_query::{EntityForms, Search};
use depeche_text::fold;
use serde_json::json;

use crate::archive_path::{curation, open};
use crate::args::{EntitiesAction, EntitiesArgs, Format, NamesArgs, WhereArgs};
use crate::french;
use crate::message;
use crate::output::{FAINT, Output, TITLE, plain, width, wrap};
use crate::request::found;

pub(crate) fn run(args: &EntitiesArgs) -> Result<ExitCode> {
    match &args.action {
        EntitiesAction::List {
            name,
            names,
            format,
        } => list(name.as_deref(), names, *format),
        EntitiesAction::Show { name, names } => show(name, names),
        EntitiesAction::Merge { merged, names } => {
            let asked = Asked::of(names)?;
            let mut entities: Vec<String> = Vec::new();
            for name in merged {
                let entity = asked.one(name)?;
                if entities.contains(&entity.name) {
                    bail!("`{name}` is `{}` already", entity.name);
                }
                entities.push(entity.name);
            }
            asked.correct(&Correction::Merge(entities))
        }
        EntitiesAction::Rename { name, to, names } => {
            let asked = Asked::of(names)?;
            let name = asked.one(name)?.name;
            asked.correct(&Correction::Rename(name, to.clone()))
        }
        EntitiesAction::Split { name, forms, names } => {
            let asked = Asked::of(names)?;
            let entity = asked.one(name)?;
            let mut taken = Vec::new();
            for form in forms {
                let known = entity.forms.iter().map(|(form, _)| form);
                let mut known = known.filter(|known| fold(known) == fold(form));
                match known.next() {
                    Some(known) => taken.push(known.clone()),
                    None => bail!(
                        "`{form}` is no form of `{}`; `depeche entities show` lists them",
                        entity.name
                    ),
                }
            }
            asked.correct(&Correction::Split(taken, entity.name))
        }
        EntitiesAction::Hide { name, names } => {
            let asked = Asked::of(names)?;
            let name = asked.one(name)?.name;
            asked.correct(&Correction::Hide(name))
        }
        EntitiesAction::Undo { name, place } => undo(name.as_deref(), place),
    }
}

/// An archive and a field of names that is asked or corrected.
struct Asked<'a> {
    search: Search,
    field: &'static Field,
    place: &'a WhereArgs,
}

impl<'a> Asked<'a> {
    fn of(names: &'a NamesArgs) -> Result<Self> {
        let known = field(&names.by).filter(|field| field.kind == FieldKind::Name);
        let Some(field) = known else {
            bail!(
                "`--by {}`: not a field of names; these are: `personne`, `lieu`, `organisation`, `source`",
                names.by
            );
        };
        let search = Search::new(open(&names.place)?);
        for warning in search.archive().warnings() {
            message::warning(warning);
        }
        Ok(Self {
            search,
            field,
            place: &names.place,
        })
    }

    /// The one entity that a name means.
    fn one(&self, name: &str) -> Result<EntityForms> {
        // More than these no one reads.
        const SHOWN: usize = 5;
        let mut entities = self.search.entities_named(self.field, name)?;
        match entities.len() {
            0 => bail!("no {} `{name}` in this archive", self.field.noun()),
            1 => Ok(entities.remove(0)),
            many => {
                let shown = entities.iter().take(SHOWN);
                let shown: Vec<String> = shown.map(|of| format!("`{}`", of.name)).collect();
                let more = if many > SHOWN { "…" } else { "" };
                bail!(
                    "`{name}` may be {}{more}; write the whole name",
                    shown.join(", ")
                )
            }
        }
    }

    /// Writes a correction into the file; one that cannot be made is taken out again.
    fn correct(&self, correction: &Correction) -> Result<ExitCode> {
        let path = curation(self.place);
        let before = read(&path)?;
        let text = Curation::with(&before, self.field.name, correction)
            .map_err(|remark| damaged(&path, &remark))?;
        write_atomically(&path, text.as_bytes())?;
        let warned = self.search.archive().warnings();
        let reason = match open(self.place) {
            Ok(archive) => {
                let new = archive.warnings().iter();
                let mut new = new.filter(|warning| !warned.contains(warning));
                new.next().cloned()
            }
            Err(error) => Some(format!("{error:#}")),
        };
        if let Some(reason) = reason {
            if before.is_empty() {
                fs::remove_file(&path)
                    .with_context(|| format!("{}: cannot be removed", path.display()))?;
            } else {
                write_atomically(&path, before.as_bytes())?;
            }
            bail!("{reason}");
        }
        message::note(&format!(
            "{}: {}: {correction}",
            path.display(),
            self.field.name
        ));
        Ok(ExitCode::SUCCESS)
    }
}

fn list(name: Option<&str>, names: &NamesArgs, format: Format) -> Result<ExitCode> {
    let asked = Asked::of(names)?;
    let entities = asked.search.archive().entities(asked.field.name);
    let mut known: Vec<&Known> = entities.into_iter().flat_map(|of| of.iter()).collect();
    if let Some(name) = name {
        let meant = asked.search.entities_named(asked.field, name)?;
        known.retain(|known| meant.iter().any(|of| of.name == known.name));
    }
    known.sort_by_key(|known| (fold(&known.name), &known.name));
    let mut output = Output::new();
    match format {
        Format::Json => {
            let rows = known
                .iter()
                .map(|of| json!({"name": of.name, "hidden": of.hidden, "forms": of.forms}));
            let rows: Vec<_> = rows.collect();
            let answer = json!({"schema": 1, "field": asked.field.name, "entities": rows});
            output.line(&answer.to_string())?;
        }
        Format::Text => {
            for of in &known {
                output.line(&format!(
                    "{TITLE}{}{TITLE:#}{}",
                    plain(&of.name),
                    hidden(of.hidden)
                ))?;
                let forms: Vec<String> = of.forms.iter().map(|form| plain(form)).collect();
                for line in wrap(&forms.join(" · "), width() - 2) {
                    output.line(&format!("  {FAINT}{line}{FAINT:#}"))?;
                }
            }
        }
    }
    Ok(found(known.len() as u64))
}

fn hidden(hidden: bool) -> &'static str {
    if hidden { " (masqué)" } else { "" }
}

fn show(name: &str, names: &NamesArgs) -> Result<ExitCode> {
    let asked = Asked::of(names)?;
    let entities = asked.search.entities_named(asked.field, name)?;
    if entities.is_empty() {
        message::note(&format!(
            "no {} `{name}` in this archive",
            asked.field.noun()
        ));
    }
    let path = curation(asked.place);
    let curation = Curation::parse(&read(&path)?).map_err(|remark| damaged(&path, &remark))?;
    let mut output = Output::new();
    for (at, entity) in entities.iter().enumerate() {
        if at > 0 {
            output.line("")?;
        }
        output.line(&format!(
            "{TITLE}{}{TITLE:#}{}",
            plain(&entity.name),
            hidden(entity.hidden)
        ))?;
        output.line(&french::counted(entity.articles, "article"))?;
        for (form, count) in &entity.forms {
            output.line(&format!(
                "  {}  {FAINT}{}{FAINT:#}",
                plain(form),
                french::number(*count)
            ))?;
        }
        let is_its = |name: &str| {
            let forms = entity.forms.iter().map(|(form, _)| form);
            let mut names = forms.chain([&entity.name]);
            names.any(|known| fold(known) == fold(name))
        };
        for entry in &curation.entries {
            let speaks = entry.correction.names().into_iter().any(is_its);
            if entry.field == asked.field.name && speaks {
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                output.line(&format!(
                    "{FAINT}{file}:{}{FAINT:#} {}",
                    entry.line, entry.correction
                ))?;
            }
        }
    }
    Ok(found(entities.len() as u64))
}

fn undo(name: Option<&str>, place: &WhereArgs) -> Result<ExitCode> {
    let path = curation(place);
    let text = read(&path)?;
    let taken = Curation::without_last(&text, name).map_err(|remark| damaged(&path, &remark))?;
    let Some((text, entry)) = taken else {
        let of = name.map_or(String::new(), |name| format!(" of `{name}`"));
        message::note(&format!("{}: there is no correction{of}", path.display()));
        return Ok(found(0));
    };
    write_atomically(&path, text.as_bytes())?;
    message::note(&format!(
        "{}: taken back: {}: {}",
        path.display(),
        entry.field,
        entry.correction
    ));
    Ok(ExitCode::SUCCESS)
}

fn damaged(path: &Path, remark: &Remark) -> anyhow::Error {
    anyhow::anyhow!("{}:{}: {}", path.display(), remark.line, remark.reason)
}

/// The text of the file; empty where there is none yet.
fn read(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
    }
}
