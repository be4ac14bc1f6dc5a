//! How answers travel: small, with the headers that keep a browser safe.
use super::frame::STYLE_COOKIE;
use crate::{
    config::Config,
    static_files::{Coding, FILES, brotli, gzip},
};
use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    http::{Cookie, Header, SameSite, Status},
};
use std::io::Cursor;

/// Larger answers are sent as they are: they come from files.
const LARGEST_COMPRESSED: usize = 256 * 1024;

/// Compresses text and sets the headers, on every answer that Rocket makes, refusals included.
pub struct Delivery {
    policy: String,
    is_https: bool,
}

impl Delivery {
    pub fn new(config: &Config) -> Self {
        Self {
            policy: format!(
                "default-src 'self'; style-src 'self' 'sha256-{}'; object-src 'none'; base-uri 'none'; \
                 form-action 'self'; frame-ancestors 'none'",
                FILES.inline_style_hash
            ),
            is_https: config.is_https(),
        }
    }

    fn secure(&self, answer: &mut Response<'_>) {
        let mut set = |name: &'static str, value: &str| {
            if !answer.headers().contains(name) {
                answer.set_header(Header::new(name, value.to_string()));
            }
        };
        set("Content-Security-Policy", &self.policy);
        set("X-Content-Type-Options", "nosniff");
        set("Referrer-Policy", "same-origin");
        set("Cross-Origin-Opener-Policy", "same-origin");
        set("Cross-Origin-Resource-Policy", "same-origin");
        set("Cache-Control", "no-store");
        if self.is_https {
            set(
                "Strict-Transport-Security",
                "max-age=31536000; includeSubDomains",
            );
        }
        if answer.status() == Status::ServiceUnavailable {
            answer.set_header(Header::new("Retry-After", "10"));
        }
        answer.set_header(Header::new("X-Frame-Options", "DENY"));
        answer.set_header(Header::new(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
        ));
    }
}

#[rocket::async_trait]
impl Fairing for Delivery {
    fn info(&self) -> Info {
        Info {
            name: "small and safe answers",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, answer: &mut Response<'r>) {
        self.secure(answer);
        let is_page = answer.content_type().is_some_and(|kind| kind.is_html());
        if is_page && request.cookies().get(STYLE_COOKIE).map(Cookie::value) != Some(&FILES.build) {
            let cookie = Cookie::build((STYLE_COOKIE, FILES.build.as_str()))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .secure(self.is_https)
                .max_age(rocket::time::Duration::days(300));
            answer.adjoin_header(Header::new("Set-Cookie", cookie.to_string()));
        }
        compress(request, answer).await;
    }
}

async fn compress<'r>(request: &'r Request<'_>, answer: &mut Response<'r>) {
    let kind = answer.content_type();
    let is_text = kind.is_some_and(|kind| {
        kind.top() == "text"
            || kind.is_json()
            || (kind.is_svg() && !request.uri().path().starts_with("/static/"))
    });
    if !is_text || answer.headers().contains("Content-Encoding") {
        return;
    }
    answer.adjoin_header(Header::new("Vary", "Accept-Encoding, Cookie"));
    let size = answer.body().preset_size().unwrap_or(usize::MAX);
    let coding = Coding::wanted(request);
    let Some(name) = coding.name() else { return };
    if !(200..=LARGEST_COMPRESSED).contains(&size) {
        return;
    }
    let Ok(plain) = answer.body_mut().to_bytes().await else {
        return;
    };
    let small = match coding {
        Coding::Brotli => brotli(&plain, 4),
        Coding::Gzip | Coding::Plain => gzip(&plain, 6),
    };
    answer.set_sized_body(small.len(), Cursor::new(small));
    answer.set_header(Header::new("Content-Encoding", name));
}
