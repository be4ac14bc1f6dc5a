//! A browser with its cookies.
use crate::support::{Answer, School, answer, urlencoded};
use rocket::http::{Cookie, Header, Method};
use std::{collections::BTreeMap, sync::Mutex};

pub struct Phone<'s> {
    school: &'s School,
    cookies: Mutex<BTreeMap<String, String>>,
    address: String,
}

impl<'s> Phone<'s> {
    pub fn of(school: &'s School) -> Self {
        Self::at(school, "192.0.2.1")
    }

    pub fn at(school: &'s School, address: &str) -> Self {
        Self {
            school,
            cookies: Mutex::default(),
            address: address.into(),
        }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Method::Get, address, String::new()).await
    }

    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        self.ask(Method::Post, address, urlencoded(form)).await
    }

    pub async fn ask(&self, method: Method, address: &str, body: String) -> Answer {
        let mut request = self
            .school
            .request(None, method, address)
            .header(Header::new("X-Real-IP", self.address.clone()))
            .body(body);
        for (name, value) in self.cookies.lock().unwrap().iter() {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        let answer = answer(request).await;
        let mut cookies = self.cookies.lock().unwrap();
        for set in answer.headers("Set-Cookie") {
            let (name, rest) = set.split_once('=').unwrap();
            match rest.split(';').next().unwrap() {
                "" => cookies.remove(name),
                value => cookies.insert(name.into(), value.into()),
            };
        }
        answer
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn has(&self, name: &str) -> bool {
        self.cookie(name).is_some()
    }

    /// The name of who is signed in, if somebody is.
    pub async fn who(&self) -> Option<String> {
        let profile = self.get("/profile").await;
        profile.attributes("#name", "value").into_iter().next()
    }
}
