//! What agencies and papers send: NewsML, NITF, ninjs, RSS and Atom.

pub(super) mod channel;
pub(super) mod dispatch;
pub(super) mod feed;
pub(super) mod newsml;
pub(super) mod newsml_g2;
pub(super) mod ninjs;
pub(super) mod nitf;
pub(super) mod sign;
pub(super) mod standard;
pub(super) mod xml;
