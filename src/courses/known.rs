//! How a lesson or a course is known, in the reader's words: what stands under every title.
use super::{Known, OfCourse, Trust, model::COUNTRIES};
use crate::words::Words;
use chrono::NaiveDate;

/// The line under a title, and below it what no reader may miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLine {
    pub icon: &'static str,
    /// How sure it is, as the style sheet has it.
    pub class: &'static str,
    pub text: String,
    /// Each with how urgent it is, as the style sheet has it.
    pub warnings: Vec<(&'static str, String)>,
}

impl KnownLine {
    pub fn of_lesson(trust: &Trust, words: Words) -> Self {
        let mut warnings = vec![];
        if trust.is_preview {
            let is_source_sure =
                matches!(trust.known, Known::Checked { .. } | Known::Approved { .. });
            warnings.push(match is_source_sure {
                true => ("err", words.t("known-preview-translation")),
                false => ("err", words.t("known-preview")),
            });
        }
        if let Some(day) = trust.ended_on {
            let text = words.t1("known-ended", "date", words.calendar_date(day));
            warnings.push(("warn", text));
        }
        let line = match &trust.known {
            Known::Draft => Self::draft(words.t("known-draft")),
            Known::Checked {
                name,
                function,
                organisation,
                on,
            } => Self::sure(words.t2(
                "known-checked",
                "who",
                signed_by([name, function, organisation], words),
                "date",
                words.calendar_date(on),
            )),
            Known::Approved {
                place,
                organisation,
                until,
            } => Self::sure(approved(place, organisation, *until, words)),
            Known::Correcting { since } => Self::correcting(words.calendar_date(since), words),
        };
        Self { warnings, ..line }.translated(trust.is_unchecked_translation, words)
    }

    pub fn of_course(course: &OfCourse, words: Words) -> Self {
        let (done, all) = (course.checked + course.approved, course.lessons);
        let mut line = match course.correcting {
            Some(since) => Self::correcting(words.calendar_date(since), words),
            None if course.is_approved() => Self::sure(words.t("known-course-approved")),
            None if course.is_checked() => Self::sure(words.t("known-course-checked")),
            None if done > 0 => {
                Self::draft(words.t2("known-course-partly", "checked", done, "lessons", all))
            }
            None => Self::draft(words.t("known-draft")),
        };
        if course.previews > 0 {
            let text = words.t1("known-course-preview", "count", course.previews);
            line.warnings.push(("err", text));
        }
        line.translated(course.is_unchecked_translation, words)
    }

    /// All of it as one text, for files.
    pub fn told(&self) -> String {
        let warnings = self.warnings.iter().map(|(_, text)| text.as_str());
        let all: Vec<_> = std::iter::once(self.text.as_str())
            .chain(warnings)
            .collect();
        all.join(" · ")
    }

    fn draft(text: String) -> Self {
        Self {
            icon: "file-pen",
            class: "state",
            text,
            warnings: vec![],
        }
    }

    fn sure(text: String) -> Self {
        Self {
            icon: "badge-check",
            class: "state ok",
            ..Self::draft(text)
        }
    }

    fn correcting(since: String, words: Words) -> Self {
        Self {
            icon: "triangle-alert",
            class: "state err",
            ..Self::draft(words.t1("known-correcting", "date", since))
        }
    }

    fn translated(self, is_unchecked: bool, words: Words) -> Self {
        match is_unchecked {
            true => Self {
                class: match self.class {
                    "state ok" => "state",
                    class => class,
                },
                text: words.t1("known-translation", "known", self.text),
                ..self
            },
            false => self,
        }
    }
}

/// Who stands for a review: name, function and organisation.
pub fn signed_by([name, function, organisation]: [&String; 3], words: Words) -> String {
    words.t3(
        "known-who",
        "name",
        name,
        "function",
        function,
        "organisation",
        organisation,
    )
}

fn approved(place: &str, by: &String, until: Option<NaiveDate>, words: Words) -> String {
    let place = place_name(place, words);
    match until.map(|day| words.calendar_date(day)) {
        Some(day) => words.t3(
            "known-approved-until",
            "place",
            place,
            "organisation",
            by,
            "date",
            day,
        ),
        None => words.t2("known-approved", "place", place, "organisation", by),
    }
}

/// A country in the reader's language; one that no programme is in, by its code.
pub fn place_name(code: &str, words: Words) -> String {
    match COUNTRIES.contains(&code) {
        true => words.t(&format!("country-{code}")),
        false => code.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn said(trust: &Trust, tag: &str) -> (String, usize) {
        let words = Words::of(Language::named(tag).unwrap());
        let line = KnownLine::of_lesson(trust, words);
        (words.plain(line.text), line.warnings.len())
    }

    fn trust(known: Known) -> Trust {
        Trust {
            known,
            ended_on: None,
            is_unchecked_translation: false,
            is_preview: false,
        }
    }

    #[test]
    fn who_stands_for_a_lesson_is_named_in_the_readers_language() {
        let day = "2027-03-05".parse().unwrap();
        let approved = |place: &str, until| {
            trust(Known::Approved {
                place: place.into(),
                organisation: "INIAP".into(),
                until,
            })
        };
        let checked = trust(Known::Checked {
            name: "Rita".into(),
            function: "agronomist".into(),
            organisation: "INIAP".into(),
            on: day,
        });
        for (trust, tag, line) in [
            (
                &approved("EC", Some(day)),
                "en",
                "Approved for Ecuador by INIAP until 5 Mar 2027",
            ),
            (&approved("KE", None), "es", "Aprobado para Kenia por INIAP"),
            (&approved("PE", None), "en", "Approved for PE by INIAP"),
            (
                &checked,
                "en",
                "Checked by Rita, agronomist, INIAP, 5 Mar 2027",
            ),
            (
                &trust(Known::Correcting { since: day }),
                "en",
                "Being corrected since 5 Mar 2027",
            ),
        ] {
            assert_eq!(said(trust, tag), (line.into(), 0));
        }
    }

    #[test]
    fn what_no_reader_may_miss_stands_below_the_line() {
        let worst = Trust {
            ended_on: "2026-11-30".parse().ok(),
            is_unchecked_translation: true,
            is_preview: true,
            ..trust(Known::Draft)
        };
        let (line, warnings) = said(&worst, "en");
        assert!(
            line.ends_with("· translation not yet checked by a speaker"),
            "{line}"
        );
        assert_eq!(warnings, 2);
    }
}
