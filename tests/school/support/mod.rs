//! A school of one's own for every test.
mod builders;
mod countries;
pub mod course_folder;
mod database;
pub mod mail_server;
mod naughty;
mod program;

pub use builders::{Course, Over, Person, tiny};
pub use countries::{Country, Ids, World};
pub use database::Database;
pub use naughty::Naughty;
pub use program::{Program, Running};

use cloud_school::{
    access::{Cookies, Keys},
    config::Config,
    db,
    page::Demo,
    school,
};
use rocket::{
    http::{ContentType, Cookie, Header, Method, Status},
    local::asynchronous::{Client, LocalRequest},
};
use std::{path::PathBuf, sync::Arc};
use uuid::Uuid;

pub struct School {
    pub client: Client,
    pub pool: db::Pool,
    pub keys: Keys,
    pub config: Config,
    database: Option<Database>,
}

/// All that a visitor could compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: Status,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    /// The body as text; empty when it is none.
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self
            .headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }

    pub fn headers(&self, name: &str) -> Vec<&str> {
        let found = self
            .headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).collect()
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("Location").unwrap_or_default()
    }

    pub fn document(&self) -> scraper::Html {
        scraper::Html::parse_document(&self.body)
    }

    /// The text of the first element that the selector names, white space folded.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        let document = self.document();
        let found = document.select(&selector);
        let words = |element: scraper::ElementRef<'_>| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        found.map(words).collect()
    }

    /// An attribute of each element that the selector names.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        let document = self.document();
        let found = document.select(&selector);
        found
            .filter_map(|e| e.attr(attribute).map(str::to_string))
            .collect()
    }

    /// The hidden fields and typed values of the form that the selector names.
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        let inputs = format!("{form} input");
        let selector = scraper::Selector::parse(&inputs).unwrap();
        let document = self.document();
        let found = document.select(&selector);
        found
            .filter(|e| !matches!(e.attr("type"), Some("radio" | "checkbox" | "submit")))
            .filter_map(|e| {
                Some((
                    e.attr("name")?.into(),
                    e.attr("value").unwrap_or_default().into(),
                ))
            })
            .collect()
    }
}

/// The settings of a school under test.
pub fn config() -> Config {
    let data_folder = std::env::temp_dir().join(format!("school-test-{}", std::process::id()));
    std::fs::create_dir_all(&data_folder).unwrap();
    Config {
        data_folder,
        address: None,
        port: 0,
        public_url: "http://school.test".into(),
        database_url: None,
        smtp_url: None,
        mail_from: "Cloud School <school@school.test>".into(),
        trusted_proxy: true,
        pseudo_languages: true,
        fonts: PathBuf::from("/usr/share/fonts/truetype/noto"),
        issuer: None,
        content_folder: None,
        log: String::new(),
    }
}

impl School {
    pub async fn open() -> Self {
        Self::in_database(Database::copy().await).await
    }

    pub async fn in_database(database: Database) -> Self {
        let mut school = Self::at(&database.url(), config()).await;
        school.database = Some(database);
        school
    }

    /// The database that it leaves behind, for others to copy.
    pub fn close(mut self) -> Arc<Database> {
        self.pool.close();
        Arc::new(self.database.take().expect("it has a database"))
    }

    pub async fn open_with(config: Config) -> Self {
        let database = Database::copy().await;
        let mut school = Self::at(&database.url(), config).await;
        school.database = Some(database);
        school
    }

    pub async fn without_a_database() -> Self {
        Self::at("postgres://nobody@127.0.0.1:9/nothing", config()).await
    }

    async fn at(url: &str, config: Config) -> Self {
        let pool = db::pool(url).unwrap();
        let keys = Keys::load_or_draw(&config.data_folder).unwrap();
        let rocket = school(config.clone(), keys.clone(), pool.clone(), Demo(false)).unwrap();
        Self {
            client: Client::untracked(rocket).await.unwrap(),
            pool,
            keys,
            config,
            database: None,
        }
    }

    pub fn database_url(&self) -> String {
        self.database.as_ref().expect("it has a database").url()
    }

    pub async fn get(&self, who: &Person, address: &str) -> Answer {
        self.ask(Some(who), Method::Get, address, &[]).await
    }

    /// As a stranger.
    pub async fn look(&self, address: &str) -> Answer {
        self.ask(None, Method::Get, address, &[]).await
    }

    pub async fn post(&self, who: &Person, address: &str, form: &[(&str, &str)]) -> Answer {
        self.ask(Some(who), Method::Post, address, form).await
    }

    /// Asks from a page of the school.
    pub async fn ask(
        &self,
        who: Option<&Person>,
        method: Method,
        address: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        let request = self.request(who, method, address).body(urlencoded(form));
        answer(request).await
    }

    /// A request as one's browser makes it, to be changed and then given to [`answer`].
    pub fn request<'c>(
        &'c self,
        who: Option<&Person>,
        method: Method,
        address: &'c str,
    ) -> LocalRequest<'c> {
        let cookies = Cookies::of(&self.config);
        let mut request = self
            .client
            .req(method, address)
            .header(ContentType::Form)
            .header(Header::new("Host", "school.test"))
            .header(Header::new("Sec-Fetch-Site", "same-origin"));
        if let Some(person) = who {
            request = request.cookie(Cookie::new(cookies.sign_in(), person.token.clone()));
            if let Some(device) = &person.device {
                request = request.cookie(Cookie::new(cookies.device(), device.clone()));
            }
        }
        request
    }

    /// A new connection to the school's database.
    pub async fn db(&self) -> diesel_async::pooled_connection::deadpool::Object<db::Connection> {
        self.pool.get().await.unwrap()
    }
}

pub async fn answer(request: LocalRequest<'_>) -> Answer {
    let response = request.dispatch().await;
    let headers = response.headers().iter();
    let mut headers: Vec<_> = headers
        .map(|h| (h.name().to_string(), h.value().to_string()))
        .collect();
    headers.sort();
    let status = response.status();
    let bytes = response.into_bytes().await.unwrap_or_default();

    Answer {
        status,
        headers,
        body: String::from_utf8(bytes.clone()).unwrap_or_default(),
        bytes,
    }
}

/// A form as a browser sends it.
pub fn urlencoded(form: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        let bytes = text.bytes().map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(b).to_string()
            }
            b => format!("%{b:02X}"),
        });
        bytes.collect::<String>()
    };
    let fields: Vec<_> = form
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    fields.join("&")
}

/// An id that names nothing.
pub fn nothing() -> Uuid {
    Uuid::now_v7()
}
