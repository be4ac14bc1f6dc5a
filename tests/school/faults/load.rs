//! Learners who read and answer, and a facilitator who adds people, all at once and without end.
use super::{
    below,
    ledger::{Deed, Ledger},
    phone::{Answer, PATIENCE, Phone},
    site::{Course, Lesson, Site},
};
use std::{
    collections::VecDeque,
    io, iter,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// One of so many requests is sent by somebody who does not wait for the answer.
const HANGS_UP: usize = 20;
/// Between two tries of one request.
const PAUSE: Duration = Duration::from_millis(20);
/// For one request, with all its tries.
const LONG: Duration = Duration::from_secs(60);

pub struct Learner {
    id: Uuid,
    pub phone: Phone,
    todo: VecDeque<Deed>,
    attempts: i16,
}

impl Learner {
    /// Her certificate comes with the last answer of a quiz that she failed first, or with the last page.
    pub fn new(id: Uuid, phone: Phone, course: &Course, reads_first: bool) -> Self {
        let mut learner = Self {
            id,
            phone,
            todo: VecDeque::new(),
            attempts: 0,
        };
        if reads_first {
            learner.will_read(course.still_to_do());
            learner.will_try(course, false);
            learner.will_try(course, true);
        } else {
            learner.will_try(course, true);
            learner.will_read(course.still_to_do());
            learner.will_read(course.had_in_a_group());
        }
        learner
    }

    fn will_read(&mut self, lessons: &[Lesson]) {
        let learner = self.id;
        for lesson in lessons.iter().filter(|lesson| !lesson.is_quiz()) {
            for question in lesson.questions() {
                for right in [false, true] {
                    self.todo.push_back(Deed::Practised {
                        learner,
                        lesson: lesson.slug.clone(),
                        question: question.name.clone(),
                        option: question.choice(right).into(),
                    });
                }
            }
            self.todo.push_back(Deed::Read {
                learner,
                lesson: lesson.slug.clone(),
            });
        }
    }

    fn will_try(&mut self, course: &Course, right: bool) {
        self.attempts += 1;
        for lesson in course
            .still_to_do()
            .iter()
            .filter(|lesson| lesson.is_quiz())
        {
            for question in lesson.questions() {
                self.todo.push_back(Deed::Answered {
                    learner: self.id,
                    lesson: lesson.slug.clone(),
                    attempt: self.attempts,
                    question: question.name.clone(),
                    option: question.choice(right).into(),
                });
            }
        }
    }

    pub fn next(&mut self) -> Option<Deed> {
        self.todo.pop_front()
    }
}

/// What all who work have in common.
pub struct Load {
    course: Arc<Course>,
    cohort: Uuid,
    pub ledger: Ledger,
    waiting: Mutex<Vec<Learner>>,
    pub over: AtomicBool,
    /// Answers that must never be.
    wrong: Mutex<Vec<String>>,
    pub said_later: AtomicUsize,
    slowest: Mutex<Duration>,
}

impl Load {
    pub fn of(site: &Site, learners: usize) -> Self {
        Self {
            course: site.course.clone(),
            cohort: site.cohort,
            ledger: Ledger::default(),
            waiting: Mutex::new(site.enrol(learners)),
            over: AtomicBool::new(false),
            wrong: Mutex::default(),
            said_later: AtomicUsize::new(0),
            slowest: Mutex::default(),
        }
    }

    pub fn take_learner(&self) -> Option<Learner> {
        self.waiting.lock().unwrap().pop()
    }

    pub fn is_wrong(&self) -> bool {
        !self.wrong.lock().unwrap().is_empty()
    }

    pub fn went_well(&self) {
        let wrong = self.wrong.lock().unwrap();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    pub fn slowest(&self) -> Duration {
        *self.slowest.lock().unwrap()
    }

    fn blame(&self, what: String) {
        self.wrong.lock().unwrap().push(what);
    }

    pub fn send(&self, deed: &Deed, phone: &Phone) -> io::Result<Answer> {
        self.ledger.send(deed);
        let (address, form) = self.form(deed);
        let form: Vec<_> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let answer = phone.post(&address, &form)?;
        self.judge(&answer, &address);
        if answer.is_acknowledged() {
            self.ledger.acknowledge(deed);
        }
        Ok(answer)
    }

    /// Done, or busy and says so; in time; never that somebody is not signed in, or that something is not there.
    fn judge(&self, answer: &Answer, address: &str) {
        let mut slowest = self.slowest.lock().unwrap();
        *slowest = answer.took.max(*slowest);
        drop(slowest);
        if answer.says_later() {
            self.said_later.fetch_add(1, SeqCst);
        } else if !answer.is_acknowledged() {
            self.blame(format!("{address}: {}", answer.head));
        }
        if answer.took > PATIENCE {
            self.blame(format!("{address} took {:?}", answer.took));
        }
    }

    fn form(&self, deed: &Deed) -> (String, Vec<(String, String)>) {
        let lessons = format!("/courses/{}/lessons", self.course.slug);
        let cohort = self.cohort;
        match deed {
            Deed::Read { lesson, .. } => (format!("{lessons}/{lesson}/completion"), vec![]),
            Deed::Practised {
                lesson,
                question,
                option,
                ..
            } => (
                format!("{lessons}/{lesson}/practice"),
                vec![(question.clone(), option.clone())],
            ),
            Deed::Answered {
                lesson,
                attempt,
                question,
                option,
                ..
            } => (
                format!("{lessons}/{lesson}/answers"),
                vec![
                    ("attempt".into(), attempt.to_string()),
                    (question.clone(), option.clone()),
                ],
            ),
            Deed::Added { form } => (
                format!("/cohorts/{cohort}/people"),
                vec![
                    ("id".into(), form.to_string()),
                    ("names".into(), format!("Wanjiku {form}")),
                ],
            ),
        }
    }
}

/// How a worker meets a connection that breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum School {
    /// It may be dead: the deed waits for the next school.
    MayDie,
    /// It must answer, whatever happens to its database.
    Answers,
}

/// One after the other, each deed until it is acknowledged.
pub struct Worker<'l> {
    load: &'l Load,
    who: Who,
    pending: Option<Deed>,
    pub acknowledged: Arc<AtomicUsize>,
}

enum Who {
    Learner(Learner),
    Facilitator(Phone),
}

impl<'l> Worker<'l> {
    /// A few learners and a facilitator.
    pub fn all(load: &'l Load, site: &Site) -> Vec<Self> {
        let learners = iter::repeat_with(|| Who::Learner(load.take_learner().unwrap())).take(4);
        let facilitator = Who::Facilitator(site.phone(site.facilitator.clone()));
        let new = |who| Self {
            load,
            who,
            pending: None,
            acknowledged: Arc::default(),
        };
        learners.chain([facilitator]).map(new).collect()
    }

    /// Works until it is over; what is unknown then is sent again first at the next time.
    pub fn work(&mut self, school: School) {
        let mut since = Instant::now();
        loop {
            let over = self.load.over.load(SeqCst);
            let deed = match &self.pending {
                Some(deed) if !over || school == School::Answers => deed.clone(),
                Some(_) => return,
                None if over => return,
                None => {
                    since = Instant::now();
                    self.pending.insert(self.who.next(self.load)).clone()
                }
            };
            if since.elapsed() > LONG {
                return self.load.blame(format!("{deed:?} was never acknowledged"));
            }
            if below(HANGS_UP) == 0 && self.hangs_up(&deed).is_ok() {
                continue;
            }
            match self.load.send(&deed, self.who.phone()) {
                Ok(answer) if answer.is_acknowledged() => {
                    self.pending = None;
                    self.acknowledged.fetch_add(1, SeqCst);
                }
                Ok(_) if self.load.is_wrong() => return,
                Ok(_) => thread::sleep(PAUSE),
                Err(_) if school == School::MayDie => return,
                Err(e) => return self.load.blame(format!("{deed:?}: {e}")),
            }
        }
    }

    fn hangs_up(&self, deed: &Deed) -> io::Result<()> {
        self.load.ledger.send(deed);
        let (address, form) = self.load.form(deed);
        let form: Vec<_> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        self.who.phone().post_and_hang_up(&address, &form)
    }
}

impl Who {
    fn phone(&self) -> &Phone {
        match self {
            Self::Learner(learner) => &learner.phone,
            Self::Facilitator(phone) => phone,
        }
    }

    fn next(&mut self, load: &Load) -> Deed {
        let Self::Learner(learner) = self else {
            return Deed::Added {
                form: Uuid::now_v7(),
            };
        };
        loop {
            if let Some(deed) = learner.next() {
                return deed;
            }
            match load.take_learner() {
                Some(another) => *learner = another,
                None => learner.will_try(&load.course, false),
            }
        }
    }
}

/// Somebody who only looks, as long as the load lasts.
pub fn look(load: &Load, phone: &Phone, address: &str) {
    while !load.over.load(SeqCst) {
        match phone.get(address) {
            Ok(answer) => load.judge(&answer, address),
            Err(e) => return load.blame(format!("{address}: {e}")),
        }
        thread::sleep(PAUSE);
    }
}
