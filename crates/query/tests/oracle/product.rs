//! The product's parser as the oracle calls it, so that a change of its signatures is a change here.

use depeche_query::{DateRange, Parsed, parse, parse_dates};
use jiff::civil::Date;

use crate::asked::Asked;
use crate::node::Node;
use crate::piece::Piece;

/// Whether the product knows the whole language yet: until then only what it knows is compared.
const KNOWS_ALL: bool = false;

pub(crate) fn read(typed: &str, _today: Date) -> Result<Parsed, String> {
    parse(typed).map_err(|error| error.to_string())
}

pub(crate) fn days(typed: &str, _today: Date) -> Option<DateRange> {
    parse_dates(typed)
}

/// Whether the product can be asked this.
pub(crate) fn knows(asked: &Asked) -> bool {
    KNOWS_ALL
        || (is_old(&asked.node)
            && asked.dates.as_ref().is_none_or(is_old)
            && !asked.typed.contains("= "))
}

fn is_old(node: &Node) -> bool {
    let old = |piece: &Piece| matches!(piece, Piece::Words(_));
    match node {
        Node::Word { piece, .. } => old(piece) && !piece.typed().contains(char::is_whitespace),
        Node::Phrase { pieces, loose, .. } => pieces.iter().all(old) && loose.is_none(),
        Node::Dates { written, .. } => {
            let iso = |c: char| c.is_ascii_digit() || c == '-' || c == '.';
            written.chars().all(iso) && written.parse::<u32>().is_ok_and(|year| year < 9999)
                || written.contains("..") && written.chars().all(iso)
                || written.contains('-') && written.chars().all(iso)
        }
        Node::Near { .. } | Node::Same { .. } | Node::AtLeast { .. } | Node::Odd { .. } => false,
        _ => node.children().into_iter().all(is_old),
    }
}
