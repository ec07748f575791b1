//! The words of an article: parts of pages as blocks, who signed, and what stands beside a text and is none of it.

pub(super) mod agencies;
pub(super) mod body;
pub(super) mod byline;
pub(super) mod endings;
pub(super) mod html;
pub(super) mod markup;
pub(super) mod nesting;
pub(super) mod wrapped;
