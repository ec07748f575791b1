//! One facet by itself: how many articles have each of its values, and how many values there are.

use anyhow::{Result, bail};
use depeche_corpus::{CountryCode, EntityKind, FIELDS, Field, FieldKind};
use depeche_entities::zones_of_place;
use depeche_text::fold;
use serde::Serialize;

use crate::facet::ZONE;
use crate::lacking::Counted;
use crate::results::Facet;
use crate::search::{Request, Search};

/// The counts of one facet over the articles of a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FacetCounts {
    /// Version of this form.
    pub schema: u32,
    /// What was typed.
    pub query: String,
    /// How it was understood, filters included, in the canonical syntax.
    pub understood: String,
    /// The field, by its name in the query language.
    pub field: &'static str,
    /// Articles that hold all of it; where none does and words may be lacking, those that lack some.
    pub total: u64,
    /// Whether these articles lack some of the words.
    pub relaxed: bool,
    /// How many of them have no date.
    pub undated: u64,
    /// How many values they have in this field.
    pub distinct: u64,
    /// The most frequent of those.
    pub values: Vec<Facet>,
    /// Of places, the zones that hold the most frequent, each with its own count: the upper levels of the tree continent ›
    /// country › place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Facet>,
    /// What a person should know: a value that is not in the archive, a sign taken otherwise than typed.
    pub warnings: Vec<String>,
}

/// Returns the fields whose values can be counted: those counted beside the hits, and the others with one value.
pub fn countable_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS
        .iter()
        .filter(|field| field.facet || matches!(field.kind, FieldKind::Value | FieldKind::Country))
}

impl Search {
    /// Counts the values of one field in the articles of a request: all its filters hold, also one on this field.
    ///
    /// # Errors
    /// When the values of the field are not counted, or when the disk fails.
    pub fn facet(
        &self,
        request: &Request,
        field: &'static Field,
        top: usize,
    ) -> Result<FacetCounts> {
        if !countable_fields().any(|known| known == field) {
            bail!("the values of `{}` are not counted", field.name);
        }
        let mut warnings = self.archive().warnings().to_vec();
        let corrected = self.corrected(request)?;
        let request = corrected.said(&mut warnings);
        let whole = request.whole(None);
        let compiled = self.compiled(request, &whole, &mut warnings)?;
        // Zones are counted beside places.
        let of_places = |zone: &&Field| field.name == "lieu" && zone.name == ZONE;
        let zone = FIELDS.iter().find(of_places);
        let fields: Vec<&Field> = std::iter::once(field).chain(zone).collect();
        let Counted { counts, others } = self.counted(request, &compiled, &fields, top)?;
        let mut counted = fields.into_iter().zip(counts.values);
        let mut next = |top| {
            let labelled = |(field, values)| self.labelled(field, values, top, true);
            counted.next().map_or_else(Vec::new, labelled)
        };
        let (values, zones) = (next(top), next(usize::MAX));
        let holds_some = |zone: &Facet| values.iter().any(|of| of.within.contains(&&*zone.label));
        let zones = zones.into_iter().filter(holds_some).collect();
        Ok(FacetCounts {
            schema: 1,
            query: request.typed.clone(),
            understood: whole.to_string(),
            field: field.name,
            total: counts.total,
            relaxed: others.is_some(),
            undated: counts.undated,
            distinct: counts.distinct.first().copied().unwrap_or_default(),
            values,
            zones,
            warnings,
        })
    }
}

impl Search {
    /// Counted values as a reader sees them, most first: the index orders equal counts by code, a reader expects the order of
    /// what is shown. `within`: places say where they lie; the tables of places are read for that.
    pub(crate) fn labelled(
        &self,
        field: &Field,
        values: Vec<(String, u64)>,
        top: usize,
        within: bool,
    ) -> Vec<Facet> {
        let mut values: Vec<Facet> = values
            .into_iter()
            .map(|(value, count)| facet(field, value, count))
            .collect();
        values.sort_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| fold(&a.label).cmp(&fold(&b.label)))
        });
        values.truncate(top);
        if within && field.entity_kind() == Some(EntityKind::Place) {
            for place in &mut values {
                place.within = self.zones_of(&place.label);
            }
        }
        values
    }

    /// The zones that hold a place as it is counted: by its name, or where a person gave it another by one of its forms.
    fn zones_of(&self, place: &str) -> Vec<&'static str> {
        let zones = zones_of_place(place);
        let entities = self.archive().entities("lieu").filter(|_| zones.is_empty());
        let entity = entities.and_then(|entities| entities.of_folded(&fold(place)));
        let mut forms = entity.iter().flat_map(|entity| &entity.forms);
        let of_form = forms.find_map(|form| Some(zones_of_place(form)).filter(|of| !of.is_empty()));
        of_form.unwrap_or(zones)
    }
}

fn facet(field: &Field, id: String, count: u64) -> Facet {
    let code = (field.kind == FieldKind::Country)
        .then(|| CountryCode::new(&id))
        .flatten();
    let label = code.map_or_else(
        || id.clone(),
        |code| depeche_entities::country_name(code).to_string(),
    );
    Facet {
        id,
        label,
        count,
        within: Vec::new(),
    }
}
