//! Every address of the school, who may open it, and a form that is valid there. What is not in this table does not exist, or the test
//! `doors` fails.

/// Who may open a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Also without signing in.
    Everybody,
    /// Whoever holds the secret that stands in the address or the form.
    Holders,
    /// Each for herself.
    SignedIn,
    /// These people of the country, and nobody else may know that there is something.
    Only(&'static [&'static str]),
    /// These people of the country; everybody may know that there is something.
    OnlyOfKnown(&'static [&'static str]),
    /// Nobody: it is not published.
    Nobody,
}

/// An address under which something is mounted. Names in braces are things of a country.
pub struct Door {
    pub route: &'static str,
    pub who: Who,
    pub address: &'static str,
    pub form: &'static [(&'static str, &'static str)],
    /// Looking leaves a row in the audit: what was taken away holds many people.
    pub is_written_down: bool,
}

const fn door(route: &'static str, who: Who, address: &'static str) -> Door {
    let form = &[];
    Door {
        route,
        who,
        address,
        form,
        is_written_down: false,
    }
}

impl Door {
    const fn written_down(mut self) -> Self {
        self.is_written_down = true;
        self
    }

    const fn with(mut self, form: &'static [(&'static str, &'static str)]) -> Self {
        self.form = form;
        self
    }
}

use Who::{Everybody, Holders, Nobody, Only, OnlyOfKnown, SignedIn};

const LEARNERS: &[&str] = &["learner", "graduate"];
const LEADERS: &[&str] = &["facilitator", "coordinator", "administrator"];
const COORDINATORS: &[&str] = &["coordinator", "administrator"];
const REVIEWERS: &[&str] = &["reviewer"];
const PASSWORD: &str = "seven wet fields";

pub const DOORS: &[Door] = &[
    // The catalogue
    door("GET /", Everybody, "/"),
    door(
        "GET /courses",
        Everybody,
        "/courses?theme=&country=EC&language=es",
    ),
    door("GET /courses/<course>", Everybody, "/courses/{course}"),
    door("GET /courses/<course>", Everybody, "/courses/{planned}"),
    door("GET /static/<name>", Everybody, "/static/{style}"),
    door(
        "GET /courses/<course>/check",
        OnlyOfKnown(&["instructor", "administrator"]),
        "/courses/{course}/check",
    ),
    // Lessons
    door(
        "GET /courses/<course>/media/<hash>/<name>",
        Everybody,
        "/courses/{open}/media/{open-file}",
    ),
    door(
        "GET /courses/<course>/media/<hash>/<name>",
        Only(LEARNERS),
        "/courses/{course}/media/{file}",
    ),
    door(
        "GET /courses/<course>/media/<hash>/<name>",
        Nobody,
        "/courses/{draft}/media/{file}",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>",
        Everybody,
        "/courses/{open}/lessons/{open-lesson}",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{lesson}",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{quiz}?all=true&again=true",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>",
        Nobody,
        "/courses/{draft}/lessons/{lesson}",
    ),
    door(
        "POST /courses/<course>/lessons/<lesson>/practice",
        Everybody,
        "/courses/{open}/lessons/{open-lesson}/practice",
    )
    .with(&[("q7f3", "a")]),
    door(
        "POST /courses/<course>/lessons/<lesson>/practice",
        Only(LEARNERS),
        "/courses/{course}/lessons/{lesson}/practice",
    )
    .with(&[("q7f3", "a")]),
    door(
        "POST /courses/<course>/lessons/<lesson>/completion",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{lesson}/completion",
    ),
    door(
        "POST /courses/<course>/lessons/<lesson>/answers",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{quiz}/answers",
    )
    .with(&[("attempt", "1"), ("q7f3", "a"), ("q2bb", "b")]),
    door(
        "GET /courses/<course>/pretest",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/pretest",
    ),
    door(
        "POST /courses/<course>/pretest",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/pretest",
    )
    .with(&[("p7f3", "a"), ("p2bb", "b")]),
    // Learning
    door("GET /learning", SignedIn, "/learning"),
    door(
        "POST /courses/<course>/enrolment",
        SignedIn,
        "/courses/{course}/enrolment",
    ),
    door(
        "POST /courses/<course>/enrolment",
        Nobody,
        "/courses/{planned}/enrolment",
    ),
    door(
        "POST /courses/<course>/enrolment",
        Nobody,
        "/courses/{draft}/enrolment",
    ),
    door("GET /inbox", SignedIn, "/inbox"),
    door("GET /inbox/<letter>", Only(&["learner"]), "/inbox/{letter}"),
    // Certificates
    door(
        "POST /courses/<course>/certificate",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/certificate",
    ),
    door(
        "GET /certificates/<code>",
        Only(&["graduate"]),
        "/certificates/{certificate}",
    ),
    door(
        "GET /certificates/<code>/certificate.pdf",
        Only(&["graduate"]),
        "/certificates/{certificate}/certificate.pdf",
    ),
    door("GET /v/<code>", Holders, "/v/{certificate}"),
    door("GET /V/<code>", Holders, "/V/{certificate}"),
    door("GET /verify", Everybody, "/verify"),
    door("GET /verify", Everybody, "/verify?code={certificate}"),
    // Coming in
    door("GET /sign-in", Everybody, "/sign-in?next=/learning"),
    door("POST /sign-in", Everybody, "/sign-in")
        .with(&[("identifier", "{user-name}"), ("password", PASSWORD)]),
    door("GET /sign-up", Everybody, "/sign-up?next=/learning"),
    door("POST /sign-up", Everybody, "/sign-up").with(&[
        ("name", "Ada"),
        ("user_name", "ada-of-nowhere"),
        ("password", PASSWORD),
    ]),
    door("POST /sign-out", Everybody, "/sign-out"),
    door("POST /change-person", Everybody, "/change-person"),
    door("GET /people-here", Everybody, "/people-here?next=/learning"),
    door("GET /card", Everybody, "/card"),
    door("GET /card/<secret>", Holders, "/card/{card}"),
    door("POST /card", Holders, "/card").with(&[("secret", "{card}"), ("pin", "482915")]),
    door("GET /password-reset", Everybody, "/password-reset"),
    door("POST /password-reset", Everybody, "/password-reset")
        .with(&[("identifier", "{user-name}")]),
    door(
        "GET /password-reset/<token>",
        Holders,
        "/password-reset/{reset}",
    ),
    door(
        "POST /password-reset/<token>",
        Holders,
        "/password-reset/{reset}",
    )
    .with(&[("password", PASSWORD)]),
    door("GET /language", Everybody, "/language?back=/courses"),
    door("POST /language", Everybody, "/language")
        .with(&[("language", "es"), ("back", "/courses")]),
    // What is one's own
    door("GET /profile", SignedIn, "/profile"),
    door("POST /profile", SignedIn, "/profile").with(&[
        ("name", "Ada"),
        ("language", "es"),
        ("media", "words"),
        ("theme", "dark"),
        ("zone", "Africa/Nairobi"),
    ]),
    door("POST /profile/password", SignedIn, "/profile/password")
        .with(&[("current", ""), ("password", PASSWORD)]),
    door("POST /profile/pin", SignedIn, "/profile/pin")
        .with(&[("current_for_pin", PASSWORD), ("pin", "482915")]),
    door("POST /profile/addresses", SignedIn, "/profile/addresses").with(&[
        ("address", "ada@school.example"),
        ("current_for_address", PASSWORD),
    ]),
    door(
        "DELETE /profile/addresses/<address>",
        Only(&["learner"]),
        "/profile/addresses/{address}",
    ),
    door(
        "DELETE /profile/sign-ins/<sign_in>",
        Only(&["learner"]),
        "/profile/sign-ins/{sign-in}",
    ),
    door("POST /profile/card", SignedIn, "/profile/card")
        .with(&[("another", "true"), ("current_for_card", PASSWORD)]),
    // Leading
    door("GET /groups", SignedIn, "/groups"),
    door(
        "GET /programmes/<programme>",
        Only(COORDINATORS),
        "/programmes/{programme}",
    ),
    door("GET /cohorts/<cohort>", Only(LEADERS), "/cohorts/{cohort}"),
    door(
        "POST /cohorts/<cohort>/people",
        Only(LEADERS),
        "/cohorts/{cohort}/people",
    )
    .with(&[
        ("id", "{form}"),
        ("names", "Ada\nGrace"),
        ("doubled", "true"),
    ]),
    door(
        "GET /cohorts/<cohort>/cards",
        Only(LEADERS),
        "/cohorts/{cohort}/cards",
    ),
    door(
        "POST /cohorts/<cohort>/people/<person>/card",
        Only(LEADERS),
        "/cohorts/{cohort}/people/{member}/card",
    )
    .with(&[("card", "{member-card}")]),
    door(
        "GET /cohorts/<cohort>/courses/<course>",
        Only(LEADERS),
        "/cohorts/{cohort}/courses/{course}?show=all&page=1",
    ),
    door(
        "GET /cohorts/<cohort>/courses/<course>/table.csv",
        Only(LEADERS),
        "/cohorts/{cohort}/courses/{course}/table.csv",
    )
    .written_down(),
    door(
        "GET /cohorts/<cohort>/courses/<course>/group-sessions",
        Only(LEADERS),
        "/cohorts/{cohort}/courses/{course}/group-sessions",
    ),
    door(
        "GET /cohorts/<cohort>/courses/<course>/group-sessions",
        Only(LEADERS),
        "/cohorts/{cohort}/courses/{course}/group-sessions?lesson={lesson}&everybody=true",
    ),
    door(
        "POST /cohorts/<cohort>/courses/<course>/group-sessions",
        Only(LEADERS),
        "/cohorts/{cohort}/courses/{course}/group-sessions",
    )
    .with(&[
        ("id", "{form}"),
        ("lesson", "{lesson-id}"),
        ("held_on", "{today}"),
        ("place", "Under the tree"),
        ("person", "{learner}"),
    ]),
    // Reviewing
    door("GET /reviews", SignedIn, "/reviews"),
    door(
        "GET /courses/<course>/lessons/<lesson>/review",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/lessons/{lesson}/review?language=es",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>/review",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/lessons/{quiz}/review?language=en",
    ),
    door(
        "GET /courses/<course>/review/<hash>/<name>",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/review/{file}",
    ),
    door(
        "POST /courses/<course>/lessons/<lesson>/reviews",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/lessons/{lesson}/reviews",
    )
    .with(&[
        ("id", "{form}"),
        ("language", "en"),
        ("content", "{content}"),
        ("kind", "facts"),
        ("verdict", "approved"),
        ("place", "EC"),
        ("until", "{today}"),
        ("function", "Agronomist"),
        ("organisation", "Ministry of Agriculture"),
        ("remark", "It holds."),
        ("doubted", ""),
    ]),
    // Asking about a lesson
    door(
        "GET /courses/<course>/lessons/<lesson>/enquiries/new",
        SignedIn,
        "/courses/{open}/lessons/{open-lesson}/enquiries/new?kind=fault",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>/enquiries/new",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{lesson}/enquiries/new?kind=question",
    ),
    door(
        "POST /courses/<course>/lessons/<lesson>/enquiries",
        SignedIn,
        "/courses/{open}/lessons/{open-lesson}/enquiries",
    )
    .with(&[("id", "{form}"), ("kind", "fault"), ("words", "Why?")]),
    door(
        "POST /courses/<course>/lessons/<lesson>/enquiries",
        OnlyOfKnown(LEARNERS),
        "/courses/{course}/lessons/{quiz}/enquiries",
    )
    .with(&[("id", "{form}"), ("kind", "question"), ("words", "Why?")]),
    door("GET /enquiries", SignedIn, "/enquiries"),
    door(
        "GET /enquiries/<enquiry>/photo",
        Only(&["learner"]),
        "/enquiries/{enquiry}/photo",
    ),
    // Answering
    door(
        "GET /cohorts/<cohort>/enquiries",
        Only(LEADERS),
        "/cohorts/{cohort}/enquiries",
    ),
    door(
        "GET /cohorts/<cohort>/enquiries/<enquiry>",
        Only(LEADERS),
        "/cohorts/{cohort}/enquiries/{enquiry}",
    ),
    door(
        "GET /cohorts/<cohort>/enquiries/<enquiry>/photo",
        Only(LEADERS),
        "/cohorts/{cohort}/enquiries/{enquiry}/photo",
    ),
    door(
        "POST /cohorts/<cohort>/enquiries/<enquiry>/passing-on",
        Only(LEADERS),
        "/cohorts/{cohort}/enquiries/{enquiry}/passing-on",
    ),
    door(
        "POST /cohorts/<cohort>/enquiries/<enquiry>/answer",
        Only(LEADERS),
        "/cohorts/{cohort}/enquiries/{enquiry}/answer",
    )
    .with(&[("answer", "Because.")]),
    door(
        "GET /courses/<course>/enquiries",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries",
    ),
    door(
        "GET /courses/<course>/enquiries/<enquiry>",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries/{passed-on}",
    ),
    door(
        "GET /courses/<course>/enquiries/<enquiry>/photo",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries/{passed-on}/photo",
    ),
    door(
        "POST /courses/<course>/enquiries/<enquiry>/answer",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries/{passed-on}/answer",
    )
    .with(&[("answer", "Because."), ("shown", "true")]),
    door(
        "DELETE /courses/<course>/enquiries/<enquiry>/showing",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries/{passed-on}/showing",
    ),
    door(
        "POST /courses/<course>/enquiries/<enquiry>/showing",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/enquiries/{passed-on}/showing",
    ),
    // Correcting
    door(
        "GET /courses/<course>/corrections",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/corrections",
    ),
    door(
        "GET /courses/<course>/lessons/<lesson>/corrections/new",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/lessons/{lesson}/corrections/new?enquiry={passed-on}",
    ),
    door(
        "POST /courses/<course>/lessons/<lesson>/corrections",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/lessons/{lesson}/corrections",
    )
    .with(&[
        ("id", "{form}"),
        ("reason", "It is wrong"),
        ("class_a", "true"),
    ]),
    door(
        "POST /courses/<course>/corrections/<correction>/mending",
        OnlyOfKnown(REVIEWERS),
        "/courses/{course}/corrections/{correction}/mending",
    ),
];
