//! The questions on one page, and how many were known.
use crate::{
    assessments::Attempt,
    courses::{Edition, Lesson, Script, SpokenLesson, SpokenQuestion, SpokenSection},
    page::Frame,
};
use askama::Template;
use std::{collections::HashMap, sync::Arc};

/// What is asked before the course, or what came of it.
#[derive(Template)]
#[template(path = "learning/pretest.html")]
pub struct Pretest {
    pub frame: Frame,
    edition: Arc<Edition>,
    script: Arc<Script>,
    /// How many were right, of how many; nothing while it was not taken.
    known: Option<(i16, i16)>,
    /// What was chosen in a form that left some questions open.
    chosen: HashMap<String, String>,
    is_refused: bool,
}

impl Pretest {
    pub fn asked(edition: Arc<Edition>, frame: Frame) -> Self {
        Self {
            script: edition.script(frame.tag()),
            edition,
            known: None,
            chosen: HashMap::new(),
            is_refused: false,
            frame,
        }
    }

    /// Some questions were left open.
    pub fn incomplete(
        edition: Arc<Edition>,
        chosen: HashMap<String, String>,
        frame: Frame,
    ) -> Self {
        Self {
            chosen,
            is_refused: true,
            ..Self::asked(edition, frame)
        }
    }

    pub fn taken(edition: Arc<Edition>, pretest: &Lesson, attempt: &Attempt, frame: Frame) -> Self {
        let standing = attempt.standing(pretest);
        Self {
            known: Some((standing.right, standing.of)),
            ..Self::asked(edition, frame)
        }
    }

    fn spoken(&self) -> &SpokenLesson {
        let pretest = self.script.pretest.as_ref();
        pretest.expect("only a course with a pre-test has this page")
    }

    /// Each question with its field, its words and what was chosen.
    fn questions(&self) -> Vec<(&str, &SpokenQuestion, &str)> {
        let pretest = self.edition.pretest.iter();
        let names = pretest.flat_map(|pretest| &pretest.questions);
        let questions = names.zip(&self.spoken().questions);
        questions
            .map(|(question, spoken)| {
                let chosen = self.chosen.get(&question.name);
                let chosen = chosen.map_or("", String::as_str);
                (question.name.as_str(), spoken, chosen)
            })
            .collect()
    }

    fn first_lesson(&self) -> String {
        let first = self.edition.lessons.first();
        let slug = first.map_or("", |lesson| lesson.slug.as_str());
        format!("/courses/{}/lessons/{slug}", self.edition.slug)
    }
}
