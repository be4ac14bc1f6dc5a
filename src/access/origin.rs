//! Unsafe methods come from our own pages only.
use rocket::{
    Data, Request,
    fairing::{Fairing, Info, Kind},
    http::{
        Method,
        uri::{Absolute, Origin},
    },
};

/// Where requests from elsewhere end: an address without routes, whose refusal explains.
pub const FROM_ELSEWHERE: &str = "/from-elsewhere";

/// Sends what comes from elsewhere to an address without routes.
pub struct SameOrigin;

#[rocket::async_trait]
impl Fairing for SameOrigin {
    fn info(&self) -> Info {
        Info {
            name: "unsafe methods from our own pages only",
            kind: Kind::Request,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let header = |name| request.headers().get_one(name);
        let host = request.host().map(|host| host.to_string());
        let safe = [Method::Get, Method::Head, Method::Options].contains(&request.method());

        if !safe
            && !is_ours(
                header("Sec-Fetch-Site"),
                header("Origin").or(header("Referer")),
                host.as_deref(),
            )
        {
            request.set_uri(Origin::parse(FROM_ELSEWHERE).expect("a path"));
        }
    }
}

/// The browser's own word counts; older ones name the page; silence is a no.
fn is_ours(sec_fetch_site: Option<&str>, page: Option<&str>, host: Option<&str>) -> bool {
    if let Some(site) = sec_fetch_site {
        return site == "same-origin";
    }
    let Some(Ok(page)) = page.map(Absolute::parse) else {
        return false;
    };
    host.is_some() && page.authority().map(|a| a.to_string()).as_deref() == host
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_our_own_pages_may_change_things() {
        let host = Some("school.example:8000");

        assert!(is_ours(Some("same-origin"), None, host));
        assert!(is_ours(None, Some("http://school.example:8000"), host));
        assert!(is_ours(None, Some("http://school.example:8000/a?b"), host));

        assert!(!is_ours(
            Some("same-site"),
            Some("http://school.example:8000"),
            host
        ));
        assert!(!is_ours(None, Some("null"), host));
        assert!(!is_ours(None, Some("http://school.example"), host));
        assert!(!is_ours(
            None,
            Some("http://school.example:8000@evil.example"),
            host
        ));
        assert!(!is_ours(None, None, host));
        assert!(!is_ours(None, Some("http://school.example"), None));
    }
}
