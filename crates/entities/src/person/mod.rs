//! Finds persons: runs of capitalised words ([`run`]) that something says to be a human being ([`evidence`]). Which of
//! them are one person, and what the person is called in the article, is in [`normal`].

mod evidence;
mod marks;
mod normal;
mod run;

use std::ops::Range;

use crate::words::Words;

pub(crate) use marks::Marks;
pub(crate) use run::given_name_end;

/// A person's mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) words: Range<usize>,
    /// The normal form in the article.
    pub(crate) name: String,
}

/// Returns the mentions of persons, in order and without overlaps.
pub(crate) fn persons(words: &Words<'_>, marks: &Marks) -> Vec<Person> {
    let mut sure = Vec::new();
    let mut rest = Vec::new();
    for run in run::runs(words, marks) {
        if evidence::is_person(words, marks, &run) {
            sure.push(run.words);
        } else {
            rest.push(run.words);
        }
    }
    normal::name(words, marks, &sure, &rest)
}

/// Returns given mentions of persons with their names: one normal form for each person.
pub(crate) fn named(words: &Words<'_>, marks: &Marks, mentions: &[Range<usize>]) -> Vec<Person> {
    normal::name(words, marks, mentions, &[])
}

#[cfg(test)]
mod tests {
    use depeche_corpus::EntityKind::Person;

    use crate::testing::mentions;

    fn check(text: &str, expected: &str) {
        assert_eq!(mentions(text, &[Person]), expected, "{text}");
    }

    #[test]
    fn first_names_announce_persons() {
        check("Il a vu Nicolas Sarkozy hier.", "Nicolas Sarkozy");
        check("Nicolas Sarkozy est venu.", "Nicolas Sarkozy");
        check("Maurice Dupont est venu.", "Maurice Dupont");
        check(
            "Laurent Blanc et Emmanuel Petit jouent.",
            "Laurent Blanc; Emmanuel Petit",
        );
        check("Selon Jean Dupont, tout va bien.", "Jean Dupont");
        check("À Paris François Hollande a parlé.", "François Hollande");
        check(
            "VLADIMIR POUTINE RENCONTRE KIM",
            "Vladimir Poutine<VLADIMIR POUTINE",
        );
    }

    #[test]
    fn titles_announce_persons_and_are_no_part_of_them() {
        check(
            "Le président russe Vladimir Poutine a parlé.",
            "Vladimir Poutine",
        );
        check(
            "Le secrétaire du Conseil de sécurité russe, Sergueï Choïgou, est arrivé.",
            "Sergueï Choïgou",
        );
        check("Un entretien avec le dirigeant Kim Jong Un.", "Kim Jong Un");
        check("M. Diallo est arrivé.", "Diallo");
        check("Mme Diallo et M. Ba sont arrivés.", "Diallo; Ba");
        check("Le pape François a prié.", "François");
        check("Le professeur Didier Raoult parle.", "Didier Raoult");
        check("Le Premier ministre Abiy Ahmed est là.", "Abiy Ahmed");
        check("Le maire d'Antibes Jean Léonetti rit.", "Jean Léonetti");
    }

    #[test]
    fn what_stands_before_is_no_part() {
        check(
            "Le président des États-Unis Donald Trump a ri.",
            "Donald Trump",
        );
        check(
            "Le ministre de l'Intérieur Bernard Cazeneuve rit.",
            "Bernard Cazeneuve",
        );
        check("Le Sud-Africain Henri Schoeman gagne.", "Henri Schoeman");
        check("Le prix Nobel Carlo Rubbia rit.", "Carlo Rubbia");
        check(
            "François Hollande Manuel Valls en visite.",
            "François Hollande; Manuel Valls",
        );
        check("Il a vu lorsqu’Éloïse Martin est venue.", "Éloïse Martin");
        check(
            "La maire de Saint-Corvin, Éloïse Martin, rit.",
            "Éloïse Martin",
        );
        check("Il suit Richard Varga Comme une ombre.", "Richard Varga");
    }

    #[test]
    fn names_of_many_kinds_are_whole() {
        check(
            "Charles de Gaulle et Dominique de Villepin.",
            "Charles de Gaulle; Dominique de Villepin",
        );
        check(
            "Valéry Giscard d'Estaing est mort.",
            "Valéry Giscard d'Estaing",
        );
        check("Emmanuel Macron de France est là.", "Emmanuel Macron");
        check(
            "Le prince Mohammed ben Salmane rit.",
            "Mohammed ben Salmane",
        );
        check("Bachar al-Assad a reçu la presse.", "Bachar al-Assad");
        check(
            "Le général Abdel Fattah al-Burhan refuse.",
            "Abdel Fattah al-Burhan",
        );
        check("Ursula von der Leyen est à Kiev.", "Ursula von der Leyen");
        check("L'écrivaine J. K. Rowling a écrit.", "J. K. Rowling");
        check(
            "L'acteur Peter O’Toole est mort.",
            "Peter O'Toole<Peter O’Toole",
        );
        check("Xi Jinping, 71 ans, préside.", "Xi Jinping");
        check("Il succède à Park Geun-hye hier.", "Park Geun-hye");
        check(
            "Zara Kelloumi et Đào Mỹ Quyên sont là.",
            "Zara Kelloumi; Đào Mỹ Quyên",
        );
        check("Le roi Louis XIV règne.", "Louis XIV");
        check("M. Abadie-Mbarga est là.", "Abadie-Mbarga");
        check(
            "Jose\u{301} Dupont est là.",
            "José Dupont<Jose\u{301} Dupont",
        );
        check(
            "Jean-Marie Le Pen et Marine LE PEN.",
            "Jean-Marie Le Pen; Marine Le Pen<Marine LE PEN",
        );
    }

    #[test]
    fn one_person_has_one_name() {
        check(
            "Vladimir Poutine a parlé. M. Poutine est reparti. Poutine sourit.",
            "Vladimir Poutine; Vladimir Poutine<Poutine; Vladimir Poutine<Poutine",
        );
        check(
            "Kim Jong-un est venu. Kim a souri.",
            "Kim Jong-un; Kim Jong-un<Kim",
        );
        check(
            "Jean-Yves Le Drian a dit non. Le Drian part.",
            "Jean-Yves Le Drian; Jean-Yves Le Drian<Le Drian",
        );
        check(
            "François Hollande a gagné. Hollande parle. Il aime la Hollande.",
            "François Hollande; François Hollande<Hollande",
        );
        check(
            "Marie Martin et Paul Martin. Martin part.",
            "Marie Martin; Paul Martin; Paul Martin<Martin",
        );
        check(
            "Céline Dupont chante. Céline rit.",
            "Céline Dupont; Céline Dupont<Céline",
        );
        check(
            "Victor Del Corral Morales gagne. Victor Del Corral rit.",
            "Victor Del Corral Morales; Victor Del Corral Morales<Victor Del Corral",
        );
    }

    #[test]
    fn other_capitals_are_no_persons() {
        check("Le Conseil de sécurité se réunit Mardi Matin.", "");
        check("Ria Novosti et Le Monde publient.", "");
        check(
            "La Tour Eiffel, la Coupe Davis et l'Opération Sentinelle.",
            "",
        );
        check("Portes-lès-Valence et Saint-Jean-de-Luz votent.", "");
        check("New York et Los Angeles.", "");
        check("Saint-Corvin a dit oui, Brèche-Haute affirme que non.", "");
        check("Au collège Lucie Aubrac, à Brèche-Haute.", "");
        check("Les catégories A, B et C. La hausse continue.", "");
        check("Il écoute France Musique.", "");
        check("Condamné hier. Rappelons que tout va.", "");
        check("Le Parti Socialiste et les Républicains.", "");
        check("Renforcement Entre Les Deux Pays", "");
    }
}
