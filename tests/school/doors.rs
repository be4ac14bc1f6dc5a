//! Every door of the school, who may open it, and that nobody else gets anything through it.
mod table;

use crate::support::{Answer, Country, Ids, Person, School, World, config};
use cloud_school::{access::Keys, db, page::Demo};
use rocket::http::{Method, Status};
use std::collections::BTreeSet;
use table::Who;
pub use table::{DOORS, Door};

#[rocket::async_test]
async fn every_door_is_in_the_table() {
    let school = School::without_a_database().await;
    let mounted: BTreeSet<_> = school
        .client
        .rocket()
        .routes()
        .map(|route| format!("{} {}", route.method, route.uri.path()).replace("<_", "<"))
        .collect();

    let table: BTreeSet<_> = DOORS.iter().map(|door| door.route.to_string()).collect();
    assert_eq!(mounted, table);
}

#[rocket::async_test]
async fn a_school_for_trying_out_has_the_doors_to_made_up_people_besides() {
    let config = config();
    let keys = Keys::load_or_draw(&config.data_folder).unwrap();
    let pool = db::pool("postgres://nobody@127.0.0.1:9/nothing").unwrap();
    let rocket = cloud_school::school(config, keys, pool, Demo(true)).unwrap();
    let mounted = rocket
        .routes()
        .map(|route| format!("{} {}", route.method, route.uri.path()));

    let table: BTreeSet<_> = DOORS.iter().map(|door| door.route.to_string()).collect();
    let besides: Vec<_> = mounted
        .map(|route| route.replace("<_", "<"))
        .filter(|route| !table.contains(route))
        .collect();
    assert_eq!(besides, ["GET /be-somebody", "POST /be-somebody/<part>"]);
}

#[rocket::async_test]
async fn what_is_only_looked_at_is_for_whom_it_is_and_changes_nothing() {
    let (world, school) = World::open().await;
    let mut before = school.everything().await;
    for door in DOORS.iter().filter(|door| door.method() == Method::Get) {
        door.is_tried(&world, &school, &before).await;
        for who in door.openers(&world) {
            door.opens(&school, who, &world.ours.ids).await;
        }
        let after = school.everything().await;
        if door.is_written_down {
            assert_ne!(after, before, "{} was not written down", door.route);
            before = after;
        } else {
            assert_eq!(after, before, "{} wrote", door.route);
        }
    }
}

#[rocket::async_test]
async fn what_changes_something_is_for_whom_it_is_and_for_nobody_else() {
    let changing = || DOORS.iter().filter(|door| door.method() != Method::Get);
    let (world, school) = World::open().await;
    let before = school.everything().await;
    for door in changing() {
        door.is_tried(&world, &school, &before).await;
    }

    // Each that may open it does so in a school of her own, which the others' deeds do not change.
    for i in 0.. {
        let school = world.school().await;
        let mut before = school.everything().await;
        let mut openers = 0;
        for door in changing() {
            let Some(who) = door.openers(&world).get(i).copied() else {
                continue;
            };
            openers += 1;
            door.opens(&school, who, &world.ours.ids).await;
            let after = school.everything().await;
            if let Who::Only(_) = door.who {
                assert_ne!(after, before, "{} does nothing", door.route);
            }
            before = after;
        }
        if openers == 0 {
            break;
        }
    }
    let school = world.school().await;
    for door in changing().filter(|door| matches!(door.who, Who::Only(_))) {
        let theirs = world.theirs.person(door.roles()[0]);
        door.opens(&school, Some(theirs), &world.theirs.ids).await;
    }
}

/// What is asked for, beside its twin in which what the asker may not know is nothing.
struct Request {
    real: Ids,
    unreal: Ids,
    /// A word of which the answer may show nothing.
    secret: &'static str,
    is_mixed: bool,
}

impl Request {
    fn of(real: &Ids, unreal: &Ids, secret: &'static str) -> Self {
        Self {
            real: real.clone(),
            unreal: unreal.clone(),
            secret,
            is_mixed: false,
        }
    }
}

impl Door {
    pub fn method(&self) -> Method {
        self.route.split(' ').next().unwrap().parse().unwrap()
    }

    fn roles(&self) -> &'static [&'static str] {
        match self.who {
            Who::Only(roles) | Who::OnlyOfKnown(roles) => roles,
            _ => &[],
        }
    }

    /// Whether others must not be able to tell that there is something.
    fn is_hidden(&self) -> bool {
        matches!(self.who, Who::Only(_) | Who::Nobody)
    }

    /// One after the other, all that may open it.
    pub fn openers<'w>(&self, world: &'w World) -> Vec<Option<&'w Person>> {
        match self.who {
            Who::Nobody => vec![],
            Who::Everybody | Who::Holders if self.method() != Method::Get => vec![None],
            Who::Everybody | Who::Holders => vec![None, Some(world.theirs.person("guest"))],
            Who::SignedIn if self.method() == Method::Get => {
                let all = world.everybody();
                all.into_iter().map(|(_, _, person)| Some(person)).collect()
            }
            Who::SignedIn => vec![Some(world.ours.person("guest"))],
            Who::Only(roles) | Who::OnlyOfKnown(roles) => roles
                .iter()
                .map(|role| match *role {
                    "administrator" => Some(&world.administrator),
                    role => Some(world.ours.person(role)),
                })
                .collect(),
        }
    }

    /// Everybody who may not knocks, with our ids and with mixtures of ours and theirs.
    async fn is_tried(&self, world: &World, school: &School, before: &str) {
        let (ours, theirs) = (&world.ours, &world.theirs);
        let nothing = Ids::of_nothing();
        match self.who {
            Who::Everybody => return,
            Who::Holders => {
                let answer = self.knock(school, None, &nothing).await;
                assert_eq!(answer.status, Status::NotFound, "{}", self.route);
                assert!(
                    !answer.tells_of("astori", None),
                    "{}: {answer:?}",
                    self.route
                );
                return assert_eq!(school.everything().await, before, "{}", self.route);
            }
            Who::SignedIn => {
                let all = Request::of(&ours.ids, &nothing, "astori");
                self.stays_shut(school, None, all).await;
                return assert_eq!(school.everything().await, before, "{}", self.route);
            }
            Who::Only(_) | Who::OnlyOfKnown(_) | Who::Nobody => {}
        }
        let lesser = world.everybody().into_iter().filter(|(is_ours, role, _)| {
            let may = self.roles().contains(role);
            !(may && (*is_ours || *role == "administrator"))
        });
        let knocking = lesser.map(|(is_ours, _, person)| (is_ours, Some(person)));
        for (is_ours, person) in knocking.chain([(false, None)]) {
            let all = Request::of(&ours.ids, &nothing, "astori");
            self.stays_shut(school, person, all).await;
            if !is_ours {
                for mixed in self.mixtures(ours, theirs, &nothing, "astorian") {
                    self.stays_shut(school, person, mixed).await;
                }
            }
        }
        // Whoever may open it with all that is ours, may not with a mixture.
        for role in self.roles().iter().filter(|role| **role != "administrator") {
            for mixed in self.mixtures(theirs, ours, &nothing, "bordurian") {
                self.stays_shut(school, Some(ours.person(role)), mixed)
                    .await;
            }
        }
        let after = school.everything().await;
        assert_eq!(after, before, "{} changed something", self.route);
    }

    async fn knock(&self, school: &School, who: Option<&Person>, ids: &Ids) -> Answer {
        let address = ids.fill(self.address);
        let form: Vec<_> = self
            .form
            .iter()
            .map(|(name, value)| (*name, ids.fill(value)))
            .collect();
        let form: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        school.ask(who, self.method(), &address, &form).await
    }

    async fn opens(&self, school: &School, who: Option<&Person>, ids: &Ids) {
        let answer = self.knock(school, who, ids).await;
        let name = who.map_or("a stranger", |person| &person.name);
        assert!(
            (200..400).contains(&answer.status.code),
            "{} at {} is stuck for {name}: {answer:?}",
            self.route,
            ids.fill(self.address)
        );
        // Whoever changes the language on an answer comes back to a page.
        for link in answer.attributes("header a[href^='/language?back=']", "href") {
            let back = link.replace("/language?back=", "").replace("%2F", "/");
            let page = school.ask(who, Method::Get, &back, &[]).await;
            assert_ne!(page.status, Status::NotFound, "{}: {back}", self.route);
        }
        let is_outside = name == "a stranger" || name.contains("Bordurian");
        if is_outside && matches!(self.who, Who::Everybody | Who::SignedIn) {
            let body = answer.body.to_lowercase();
            assert!(
                !body.contains("astorian"),
                "{} to {name}: {body}",
                self.route
            );
        }
    }

    /// Refused, with nothing shown; and where nobody may know, with the answer that is given for what does not exist.
    async fn stays_shut(&self, school: &School, who: Option<&Person>, request: Request) {
        let answer = self.knock(school, who, &request.real).await;
        let twin = self.knock(school, who, &request.unreal).await;
        let place = format!(
            "{} for {} at {}: {answer:?}",
            self.route,
            who.map_or("a stranger", |person| &person.name),
            request.real.fill(self.address)
        );
        assert!(!answer.tells_of(request.secret, who), "{place}");
        // A form may be refused with a page that repeats it, ids included.
        if request.is_mixed && answer.status == Status::UnprocessableEntity {
            return assert_eq!(answer.status, twin.status, "{place}");
        }
        let refusals = [Status::Unauthorized, Status::Forbidden, Status::NotFound];
        assert!(refusals.contains(&answer.status), "{place}");
        let is_ours = who.is_some_and(|person| person.name.contains("Astorian"));
        if answer.status == Status::NotFound || (self.is_hidden() && !is_ours) {
            assert_eq!(answer, twin, "{place}");
        }
    }

    /// Every request in which some thing is one country's and the others are another's.
    fn mixtures(
        &self,
        some: &Country,
        others: &Country,
        nothing: &Ids,
        secret: &'static str,
    ) -> Vec<Request> {
        let things = self.things();
        let all = 1..(1u32 << things.len()).saturating_sub(1);
        all.map(|mask| {
            let of_some = things
                .iter()
                .enumerate()
                .filter(|(i, _)| mask & 1 << i != 0);
            let of_some: Vec<_> = of_some.map(|(_, thing)| *thing).collect();
            Request {
                real: others.ids.with(&of_some, &some.ids),
                unreal: others.ids.with(&of_some, nothing),
                secret,
                is_mixed: true,
            }
        })
        .collect()
    }

    /// The names of the things that the address and the form name; a day, a form of one's own and what it was made for are none.
    fn things(&self) -> Vec<&'static str> {
        let values = self.form.iter().map(|(_, value)| *value);
        let named = std::iter::once(self.address)
            .chain(values)
            .flat_map(|text| {
                let parts = text.split('{').skip(1);
                parts.filter_map(|part| Some(part.split_once('}')?.0))
            });
        let things: BTreeSet<_> = named
            .filter(|t| !["today", "form", "content", "member-card"].contains(t))
            .collect();
        things.into_iter().collect()
    }
}

impl World {
    /// Whether she is ours, what she is, and who.
    fn everybody(&self) -> Vec<(bool, &'static str, &Person)> {
        let of = |country: &'static str| {
            let (is_ours, country) = match country {
                "ours" => (true, &self.ours),
                _ => (false, &self.theirs),
            };
            country
                .people
                .iter()
                .map(move |(role, person)| (is_ours, *role, person))
        };
        let mut all: Vec<_> = of("ours").chain(of("theirs")).collect();
        all.push((true, "administrator", &self.administrator));
        all
    }
}

impl Answer {
    /// Whether the word is in it, apart from the asker's own name.
    fn tells_of(&self, word: &str, asker: Option<&Person>) -> bool {
        let own = asker.map_or("\0", |person| &person.name);
        let text = String::from_utf8_lossy(&self.bytes).replace(own, "");
        text.to_lowercase().contains(word)
    }
}
