//! The entities of a set depend on nothing but the set.

use depeche_corpus::EntityKind::Person;
use depeche_entities::entities;
use proptest::prelude::*;

/// Names of the tables of pairs, mixed: given names and surnames of one with those of another.
fn names() -> impl Strategy<Value = Vec<String>> {
    const WORDS: &str = "Vladimir Volodymyr Poutine Putin V. Zelensky Zelenski Sergueï Serge Sergei Choïgou Shoigu Mohammed \
        Mohamed ben bin Salmane Salman al-Assad Bachar Bashar Kim Jong-un Jong Un Il Jean Jeanne J. Martin Martine Le Pen \
        Abdel Fattah Abdelfattah Sissi MBS N. Nicolas Sarkozy Alexandre Alexander Petrov Petroff VI V";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let name = prop::collection::vec(prop::sample::select(words), 1..4);
    prop::collection::vec(name.prop_map(|words| words.join(" ")), 1..60)
}

proptest! {
    #[test]
    fn order_and_repetition_change_nothing(names in names(), seed in any::<u64>()) {
        let expected = entities(Person, names.iter().map(String::as_str));
        let mut shuffled: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut random = seed;
        for at in (1..shuffled.len()).rev() {
            // Knuth's shuffle with his linear congruential generator (TAOCP 3.3.4, MMIX).
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (random >> 33) as usize % (at + 1));
        }
        let twice = shuffled.iter().chain(&shuffled).copied();
        prop_assert_eq!(&entities(Person, twice), &expected);
        // A form is in one entity, and an entity has several.
        let mut forms: Vec<&String> = expected.iter().flat_map(|entity| &entity.forms).collect();
        let count = forms.len();
        forms.sort_unstable();
        forms.dedup();
        prop_assert_eq!(forms.len(), count);
        for entity in &expected {
            prop_assert!(entity.forms.len() > 1 && entity.forms.contains(&entity.name));
        }
    }
}
