//! The rules of an attempt.
use crate::courses::{Lesson, LessonKind, Question};
use std::collections::HashMap;
use uuid::Uuid;

/// One try at a quiz. It begins with its first answer and ends with its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub id: Uuid,
    /// 1 for the first.
    pub number: i16,
    /// The option that was chosen, by the question's id.
    pub given: HashMap<Uuid, String>,
}

/// Where an attempt stands against its quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub right: i16,
    pub answered: i16,
    pub of: i16,
    pub pass: i16,
}

impl Attempt {
    /// Its id follows from whose it is, so that two devices begin the same attempt.
    pub fn numbered(enrolment: Uuid, lesson: Uuid, number: i16) -> Self {
        let quiz = Uuid::new_v5(&enrolment, lesson.as_bytes());
        Self {
            id: Uuid::new_v5(&quiz, &number.to_be_bytes()),
            number,
            given: HashMap::new(),
        }
    }

    /// The id of the answer to a question: sent twice, it is one answer.
    pub fn answer_id(&self, question: &Question) -> Uuid {
        Uuid::new_v5(&self.id, question.id.as_bytes())
    }

    /// The first question without an answer.
    pub fn next(&self, quiz: &Lesson) -> Option<usize> {
        let mut questions = quiz.questions.iter();
        questions.position(|question| !self.given.contains_key(&question.id))
    }

    pub fn is_over(&self, quiz: &Lesson) -> bool {
        self.next(quiz).is_none()
    }

    pub fn standing(&self, quiz: &Lesson) -> Standing {
        let answered = quiz.questions.iter().filter_map(|question| {
            let option = self.given.get(&question.id)?;
            question.is_right(option)
        });
        let answered: Vec<bool> = answered.collect();
        let count = |n: usize| i16::try_from(n).unwrap_or(i16::MAX);
        Standing {
            right: count(answered.iter().filter(|right| **right).count()),
            answered: count(answered.len()),
            of: count(quiz.questions.len()),
            pass: match quiz.kind {
                LessonKind::Quiz { pass } => pass,
                LessonKind::Steps => 0,
                // More than anybody can reach: a pre-test completes nothing.
                LessonKind::Pretest => i16::MAX,
            },
        }
    }
}

impl Standing {
    pub fn is_passed(self) -> bool {
        self.right >= self.pass
    }

    pub fn is_over(self) -> bool {
        self.answered == self.of
    }
}
