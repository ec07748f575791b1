//! What a refusal leaves unread: articles that were read from there before still hold.
//!
//! A refused record takes at most its own article with it, is named, and comes back when it is mended. What shows that
//! something ends early, or is none of what it was, would take others with it, which nobody meant to remove.

use super::{ContainerReason, Error, Reason};

/// What was not looked at because of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// No more than a record that says itself that it is no article.
    Nothing,
    /// The member that it names, and what is in it; without one, the file.
    Member,
    /// The file: what stands behind it, too.
    File,
}

impl Error {
    /// Returns what was not looked at because of this.
    pub fn unread(&self) -> Unread {
        match (&self.reason, self.record) {
            // The disk may give it tomorrow.
            (Reason::Unreadable(_), _) => Unread::File,
            (Reason::Container(reason), _) => of_container(reason),
            // The rest of a quotation, of a row, of an object is missing, and with it what followed.
            (
                Reason::CutOff
                | Reason::Empty
                | Reason::Unclosed
                | Reason::MostUnclosed(_)
                | Reason::MostRefused(_),
                _,
            ) => Unread::Member,
            (Reason::Cells(has, named), _) if has < named => Unread::Member,
            (Reason::Json(reason), _) if reason.starts_with("EOF while parsing") => Unread::Member,
            (Reason::Xml(reason), _) if reason.contains("end of input") => Unread::Member,
            // It is one record of several, and only that is no article.
            (
                Reason::Binary
                | Reason::TooLong
                | Reason::TooManyTags
                | Reason::Json(_)
                | Reason::Xml(_)
                | Reason::Cells(..)
                | Reason::Date(_)
                | Reason::Unmapped(_)
                | Reason::NoWords,
                Some(_),
            ) => Unread::Nothing,
            // The same of the whole of it: it is not what it was, a page of an error or a file of zeros; its columns
            // have other names.
            (
                Reason::Binary
                | Reason::TooLong
                | Reason::TooManyTags
                | Reason::Json(_)
                | Reason::Xml(_)
                | Reason::Cells(..)
                | Reason::Date(_)
                | Reason::Unmapped(_)
                | Reason::NoWords,
                None,
            )
            | (
                Reason::UnknownFormat
                | Reason::NoKnownOne(..)
                | Reason::Foreign(_)
                | Reason::NoColumn(_)
                | Reason::NoText(_)
                | Reason::NoArticle,
                _,
            ) => Unread::Member,
        }
    }
}

fn of_container(reason: &ContainerReason) -> Unread {
    match reason {
        // In a tar or in what is compressed as a whole, what follows is gone too.
        ContainerReason::CutOff | ContainerReason::Damaged(_) | ContainerReason::Ratio(_) => {
            Unread::File
        }
        // They end the reading of the file, wherever they are met.
        ContainerReason::RatioInAll(_)
        | ContainerReason::ExpandedInAll(_)
        | ContainerReason::Members(_) => Unread::File,
        // A failed download (`NotOne`, `NoMember`), or something that was read when it was sent otherwise.
        ContainerReason::NotOne(_)
        | ContainerReason::NoMember
        | ContainerReason::TooDeep
        | ContainerReason::Expanded(_)
        | ContainerReason::Copied(_)
        | ContainerReason::Encrypted
        | ContainerReason::Method(_)
        | ContainerReason::Window
        | ContainerReason::NoRegularFile(_) => Unread::Member,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_looked_at_is_told() {
        let check = |reason: Reason, record: Option<u64>, expected: Unread| {
            let error = Error {
                file: "a".to_string(),
                member: None,
                record,
                line: record,
                reason,
            };
            assert_eq!(error.unread(), expected, "{error}");
        };
        let json = |text: &str| Reason::Json(text.to_string());
        check(Reason::Unreadable("x".into()), None, Unread::File);
        check(ContainerReason::CutOff.into(), None, Unread::File);
        check(ContainerReason::NotOne("zip").into(), None, Unread::Member);
        check(ContainerReason::Encrypted.into(), None, Unread::Member);
        check(Reason::CutOff, Some(3), Unread::Member);
        check(Reason::Empty, None, Unread::Member);
        check(Reason::Unclosed, Some(3), Unread::Member);
        check(Reason::MostUnclosed(9), None, Unread::Member);
        check(Reason::Cells(1, 5), Some(3), Unread::Member);
        check(Reason::Cells(6, 5), Some(3), Unread::Nothing);
        check(
            json("EOF while parsing a string at column 9"),
            Some(3),
            Unread::Member,
        );
        check(json("`titre` holds no text"), Some(3), Unread::Nothing);
        check(Reason::Binary, Some(3), Unread::Nothing);
        check(Reason::Binary, None, Unread::Member);
        check(Reason::NoWords, Some(3), Unread::Nothing);
        check(Reason::UnknownFormat, None, Unread::Member);
    }
}
