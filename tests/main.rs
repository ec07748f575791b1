//! The `depeche` command end to end, as a person runs it: one test binary, one file a subject.

mod folder;
mod index;
mod sample;
mod search;
mod seed;
mod show;
