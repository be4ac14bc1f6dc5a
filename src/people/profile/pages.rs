//! The profile: one page with everything that is hers.
use super::{
    model::in_plain_words,
    store::{Address, SignIn, Ways},
};
use crate::{access::SignInId, page::Frame, people::wrong::Wrong};
use askama::Template;

#[derive(Template)]
#[template(path = "people/profile.html")]
pub struct ProfilePage {
    pub frame: Frame,
    pub settings: Settings,
    pub ways: Ways,
    /// Whether a PIN can work here at all.
    pub has_device: bool,
    pub addresses: Vec<Address>,
    pub sign_ins: Vec<SignIn>,
    /// The one by which she is here.
    pub sign_in: SignInId,
    /// An address that was typed and refused.
    pub address: String,
    pub wrong: Wrong,
}

/// What she chose, or typed.
pub struct Settings {
    pub name: String,
    pub language: String,
    pub media: String,
    pub theme: String,
    pub zone: String,
}

impl ProfilePage {
    fn is_this(&self, sign_in: &SignIn) -> bool {
        sign_in.id == self.sign_in
    }

    /// "Chrome on Android"
    fn browser(&self, sign_in: &SignIn) -> String {
        let frame = &self.frame;
        match in_plain_words(&sign_in.browser) {
            ("", "") => frame.t("people-browser-unknown"),
            ("", name) | (name, "") => name.into(),
            (browser, system) => {
                frame.t2("people-browser-on", "browser", browser, "system", system)
            }
        }
    }

    /// One zone of each offset and some where the school's people are; any other may be typed.
    fn zones(&self) -> [&'static str; 30] {
        [
            "UTC",
            "Africa/Accra",
            "Africa/Addis_Ababa",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Africa/Dakar",
            "Africa/Dar_es_Salaam",
            "Africa/Johannesburg",
            "Africa/Kampala",
            "Africa/Kinshasa",
            "Africa/Lagos",
            "Africa/Lusaka",
            "Africa/Nairobi",
            "America/Bogota",
            "America/Guayaquil",
            "America/Lima",
            "America/Mexico_City",
            "America/New_York",
            "America/Sao_Paulo",
            "Asia/Bangkok",
            "Asia/Colombo",
            "Asia/Dhaka",
            "Asia/Karachi",
            "Asia/Kathmandu",
            "Asia/Kolkata",
            "Asia/Manila",
            "Asia/Shanghai",
            "Europe/London",
            "Europe/Rome",
            "Pacific/Apia",
        ]
    }
}
