//! What browsers ask: each request another person's, signed in, who has the style sheet and understands brotli.
use crate::{
    fill::{LONG, OTHERS, PASSWORD, School, quizzes, steps, token},
    load::Visit,
};
use cloud_school::static_files::FILES;
use std::{fmt::Write, rc::Rc};

/// In the order of the table.
pub struct Visits {
    pub bare: Rc<Visit>,
    pub reference: Rc<Visit>,
    pub catalogue: Rc<Visit>,
    pub course: Rc<Visit>,
    pub lesson: Rc<Visit>,
    pub event: Rc<Visit>,
    pub answer: Rc<Visit>,
    pub table: Rc<Visit>,
    pub sign_in: Rc<Visit>,
}

impl Visits {
    pub fn to(school: &School, port: u16) -> Self {
        let rice = school.course.slug.clone();
        let lessons: Vec<_> = steps(&school.course)
            .iter()
            .map(|lesson| format!("/courses/{rice}/lessons/{}", lesson.slug))
            .collect();
        let course = format!("/courses/{rice}");
        let learner = Learners(school.learners);
        Self {
            bare: Visit::new("bare route", 200, move |_| {
                Some(get(port, "/bench/bare", ""))
            }),
            reference: Visit::new("reference route", 200, move |n| {
                Some(get(port, "/bench/reference", &learner.name(n)))
            }),
            catalogue: Visit::new("catalogue", 200, move |n| {
                Some(get(port, "/courses", &learner.name(n)))
            }),
            course: Visit::new("course page", 200, move |n| {
                Some(get(port, &course, &learner.name(n)))
            }),
            lesson: Visit::new("lesson", 200, move |n| {
                let lesson = &lessons[(n % lessons.len() as u64) as usize];
                Some(get(port, lesson, &learner.name(n)))
            }),
            event: event(school, port),
            answer: answer(school, port),
            table: table(school, port),
            sign_in: Visit::new("sign-in", 303, move |n| {
                let form = format!(
                    "identifier=learner.{}&password={}",
                    learner.number(n),
                    PASSWORD.replace(' ', "+")
                );
                Some(post(port, "/sign-in", "", &form))
            }),
        }
    }

    pub fn all(&self) -> [&Rc<Visit>; 9] {
        [
            &self.bare,
            &self.reference,
            &self.catalogue,
            &self.course,
            &self.lesson,
            &self.event,
            &self.answer,
            &self.table,
            &self.sign_in,
        ]
    }
}

/// The learners in turn, neighbours far from each other.
#[derive(Clone, Copy)]
struct Learners(u64);

impl Learners {
    fn number(self, n: u64) -> u64 {
        n * 7_919 % self.0
    }

    fn name(self, n: u64) -> String {
        format!("learner {}", self.number(n))
    }

    /// How often everybody had a turn before.
    fn round(self, n: u64) -> usize {
        (n / self.0) as usize
    }
}

/// The courses of thirty lessons.
fn courses() -> impl Iterator<Item = &'static str> {
    [LONG].into_iter().chain(OTHERS)
}

/// A lesson that this learner had not read to its end.
fn event(school: &School, port: u16) -> Rc<Visit> {
    let learner = Learners(school.learners);
    let slugs = steps(&school.long);
    let address = |course: &str, slug: &str| format!("/courses/{course}/lessons/{slug}/completion");
    let lessons: Vec<_> = courses()
        .flat_map(|course| slugs.iter().map(|lesson| address(course, &lesson.slug)))
        .collect();
    Visit::new("event", 303, move |n| {
        let done = (learner.number(n) % 20) as usize;
        let lesson = lessons.get(done + learner.round(n))?;
        Some(post(port, lesson, &learner.name(n), ""))
    })
}

/// A question that this learner had not answered.
fn answer(school: &School, port: u16) -> Rc<Visit> {
    let learner = Learners(school.learners);
    let mut questions = Vec::new();
    for course in courses() {
        for quiz in quizzes(&school.long) {
            for question in &quiz.questions {
                let address = format!("/courses/{course}/lessons/{}/answers", quiz.slug);
                let form = format!("attempt=1&{}={}", question.id, question.options[0].id);
                questions.push((address, form));
            }
        }
    }
    Visit::new("answer", 200, move |n| {
        let (address, form) = questions.get(learner.round(n))?;
        Some(post(port, address, &learner.name(n), form))
    })
}

/// A cohort's table, asked by its facilitator.
fn table(school: &School, port: u16) -> Rc<Visit> {
    let cohorts = school.cohorts.clone();
    Visit::new("table of 50 × 30", 200, move |n| {
        let number = Learners(cohorts.len() as u64).number(n);
        let address = format!("/cohorts/{}/courses/{LONG}", cohorts[number as usize]);
        Some(get(port, &address, &format!("facilitator {number}")))
    })
}

fn get(port: u16, address: &str, who: &str) -> String {
    format!("GET {address} HTTP/1.1\r\n{}\r\n", head(port, who))
}

fn post(port: u16, address: &str, who: &str, form: &str) -> String {
    format!(
        "POST {address} HTTP/1.1\r\n{}Origin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        head(port, who),
        form.len()
    )
}

fn head(port: u16, who: &str) -> String {
    let mut head = format!(
        "Host: localhost:{port}\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n\
         User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36\r\nCookie: v={}",
        FILES.build
    );
    if !who.is_empty() {
        write!(head, "; s={}", token(who)).expect("a text takes everything");
    }
    head + "\r\n"
}
