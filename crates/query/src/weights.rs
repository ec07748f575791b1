//! The parameters of the second step of ranking, each with its reason. They are one set for all archives.

/// The parameters of the second step of ranking.
///
/// Where no other reason stands beside one, it was chosen on three development collections together, as one set for all;
/// `cargo xtask eval tune` searches for better ones by cross-validation. It found none: tuned on four fifths of the queries,
/// nDCG@10 on the fifth left out is 0.7854, as with these (0.7854). What each part brings: `data/eval/candidates.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// How soon more occurrences of a word tell nothing more.
    pub k1: f64,
    /// How much the length of the text counts; 0 not at all, 1 fully.
    pub b: f64,
    /// What an occurrence in the headline adds to its occurrence in the running text.
    pub title: f64,
    /// How much the length of the headline counts.
    pub title_b: f64,
    /// What an occurrence in the lead adds. The collections have no leads: a third of the headline's, as in the order in
    /// which news is written.
    pub lead: f64,
    /// What an occurrence of the stem weighs by itself; the same form has it, and the rest up to 1.
    pub stem: f64,
    /// The power to which the likeness of another form is raised.
    pub alike_power: f64,
    /// The least likeness at which another form counts.
    pub alike_least: f64,
    /// What a form of the same letters with other accents weighs, beside 1 for the same form.
    pub accents: f64,
    /// What an occurrence of a word of the same family weighs.
    pub family: f64,
    /// What an occurrence of a near-synonym weighs.
    pub synonym: f64,
    /// How much more a word weighs that was typed with a capital inside the query: a name.
    pub capital: f64,
    /// What is added to a word that was typed with a capital where a name of the article holds it, beside 1 for the most that
    /// the word can add. Of a word alone 1 is added: of articles that hold `Borne`, those that name her come first.
    pub name: f64,
    /// What a word that frames a question (`signifie`, `raison`) weighs in one.
    pub framing: f64,
    /// What two neighbours of the query weigh that stand side by side in the text.
    pub pair: f64,
    /// The best articles of step one that are looked at; more of them change no figure.
    pub candidates: usize,
    /// Whether articles that hold all words come first in questions too, as they do elsewhere. It was measured to cost: a
    /// question is answered by the best article, whatever word of it is not there.
    pub whole_first_in_questions: bool,
    /// Whether there is a second step; without it the order is the engine's, which is only of use to measure the second.
    pub second_step: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            k1: 1.2,
            b: 0.75,
            title: 3.0,
            title_b: 0.75,
            lead: 1.0,
            stem: 0.3,
            alike_power: 2.0,
            alike_least: 0.3,
            accents: 0.9,
            family: 0.15,
            synonym: 0.1,
            capital: 0.25,
            name: 0.1,
            framing: 0.6,
            pair: 0.2,
            candidates: 200,
            whole_first_in_questions: false,
            second_step: true,
        }
    }
}
