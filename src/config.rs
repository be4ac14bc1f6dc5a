//! What the school reads from the world outside, once, at its start.
use std::{
    env,
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

/// The settings, each from one variable of the environment, with a default for every one.
#[derive(Clone, Debug)]
pub struct Config {
    /// `CLOUD_SCHOOL_DATA_DIR`: keys, media, letters that were not sent, the school's own Postgres.
    pub data_folder: PathBuf,
    /// `CLOUD_SCHOOL_ADDRESS`: where to listen, if anything was said about it.
    pub address: Option<IpAddr>,
    /// `CLOUD_SCHOOL_PORT`
    pub port: u16,
    /// `CLOUD_SCHOOL_PUBLIC_URL`: how people reach the school, without a slash at its end.
    pub public_url: String,
    /// `DATABASE_URL`: a Postgres of the administrator's; without it the school brings its own.
    pub database_url: Option<String>,
    /// `CLOUD_SCHOOL_SMTP_URL`: `smtp://` or `smtps://` with user and password; without it letters are files.
    pub smtp_url: Option<String>,
    /// `CLOUD_SCHOOL_MAIL_FROM`: the sender of letters.
    pub mail_from: String,
    /// `CLOUD_SCHOOL_TRUSTED_PROXY=1`: a proxy of ours sets `X-Real-IP`; otherwise anybody could.
    pub trusted_proxy: bool,
    /// `CLOUD_SCHOOL_PSEUDO_LANGUAGES=1`: offers the two generated languages, for trying out layouts.
    pub pseudo_languages: bool,
    /// `CLOUD_SCHOOL_FONTS`: the folder with Noto fonts, for certificates as PDF.
    pub fonts: PathBuf,
    /// `CLOUD_SCHOOL_ISSUER`: the organisation that stands behind certificates; without it all of them are trials.
    pub issuer: Option<String>,
    /// `CLOUD_SCHOOL_CONTENT_DIR`: folders of courses that a new school begins with; `course_content` here, if it is there.
    pub content_folder: Option<PathBuf>,
    /// `CLOUD_SCHOOL_LOG`: what to log, as `tracing` directives.
    pub log: String,
}

const LONGEST_ISSUER: usize = 120;

/// A variable that is set, but not to what it could mean.
#[derive(Debug, thiserror::Error)]
#[error("{name} is “{value}”, which is not {expected}")]
pub struct NotUsable {
    name: &'static str,
    value: String,
    expected: &'static str,
}

impl Config {
    /// The settings of this process.
    ///
    /// # Errors
    /// When a variable is set to something that cannot be meant.
    pub fn from_environment() -> Result<Self, NotUsable> {
        let address = parsed("CLOUD_SCHOOL_ADDRESS", "an IP address")?;
        let port = parsed("CLOUD_SCHOOL_PORT", "a port")?.unwrap_or(8000);
        let public_url = text("CLOUD_SCHOOL_PUBLIC_URL")
            .unwrap_or_else(|| default_url(port))
            .trim_end_matches('/')
            .to_string();
        if !(public_url.starts_with("http://") || public_url.starts_with("https://")) {
            return Err(NotUsable {
                name: "CLOUD_SCHOOL_PUBLIC_URL",
                value: public_url,
                expected: "an address that begins with http:// or https://",
            });
        }

        let issuer = text("CLOUD_SCHOOL_ISSUER").map(issuer).transpose()?;

        Ok(Self {
            data_folder: text("CLOUD_SCHOOL_DATA_DIR")
                .map_or_else(|| PathBuf::from("data"), PathBuf::from),
            address,
            port,
            public_url,
            database_url: text("DATABASE_URL"),
            smtp_url: text("CLOUD_SCHOOL_SMTP_URL"),
            mail_from: text("CLOUD_SCHOOL_MAIL_FROM")
                .unwrap_or_else(|| "Cloud School <school@localhost>".into()),
            trusted_proxy: text("CLOUD_SCHOOL_TRUSTED_PROXY").as_deref() == Some("1"),
            pseudo_languages: text("CLOUD_SCHOOL_PSEUDO_LANGUAGES").as_deref() == Some("1"),
            fonts: text("CLOUD_SCHOOL_FONTS").map_or_else(
                || PathBuf::from("/usr/share/fonts/truetype/noto"),
                PathBuf::from,
            ),
            issuer,
            content_folder: text("CLOUD_SCHOOL_CONTENT_DIR")
                .map(PathBuf::from)
                .or_else(|| Some(PathBuf::from("course_content")).filter(|here| here.is_dir())),
            log: text("CLOUD_SCHOOL_LOG").unwrap_or_else(|| {
                "warn,cloud_school=info,rocket::launch=error,rocket::server=error".into()
            }),
        })
    }

    /// Where to listen: only on this machine, unless told otherwise.
    pub fn listens_on(&self) -> IpAddr {
        self.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
    }

    /// Whether nobody said how people reach the school.
    pub fn is_at_its_default(&self) -> bool {
        self.public_url == default_url(self.port)
    }

    /// Whether cookies can be kept to encrypted lines.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// A name that fits on a certificate.
fn issuer(name: String) -> Result<String, NotUsable> {
    let is_name = !name.trim().is_empty() && !name.chars().any(char::is_control);
    if is_name && name.chars().count() <= LONGEST_ISSUER {
        return Ok(name.trim().into());
    }
    Err(NotUsable {
        name: "CLOUD_SCHOOL_ISSUER",
        value: name,
        expected: "the name of an organisation in at most 120 letters",
    })
}

fn default_url(port: u16) -> String {
    format!("http://localhost:{port}")
}

fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn parsed<T: std::str::FromStr>(
    name: &'static str,
    expected: &'static str,
) -> Result<Option<T>, NotUsable> {
    let parse = |value: String| {
        value.parse().map_err(|_| NotUsable {
            name,
            value,
            expected,
        })
    };
    text(name).map(parse).transpose()
}
