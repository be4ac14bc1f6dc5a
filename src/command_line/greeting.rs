//! What stands in the terminal once the school is open.
use crate::{config::Config, qr};
use std::{fmt::Write, net::IpAddr};

/// Where the school is, what plain http cannot do, and how to close it; in colours for a terminal.
pub fn greeting(config: &Config, port: u16, demo: bool, coloured: bool) -> String {
    let listens_on = config.listens_on();
    let here = match listens_on {
        IpAddr::V4(a) if a.is_unspecified() => "localhost".to_string(),
        IpAddr::V6(a) if a.is_unspecified() => "localhost".to_string(),
        IpAddr::V4(a) => a.to_string(),
        IpAddr::V6(a) => format!("[{a}]"),
    };
    let mut text = format!("The school is open: http://{here}:{port}/\n");
    if demo {
        text += "Everybody in it is made up: /be-somebody lets you be any of them.\n";
    }
    if !config.is_at_its_default() {
        let _ = writeln!(text, "People reach it at {}/", config.public_url);
    }
    let symbol = match coloured {
        true => qr::coloured_terminal(&config.public_url),
        false => qr::terminal(&config.public_url),
    };
    if let (false, Ok(symbol)) = (here_only(config), symbol) {
        let _ = writeln!(
            text,
            "\nA phone on the same Wi-Fi opens it by this symbol:\n\n{symbol}"
        );
    } else if demo && here_only(config) {
        text += "Only this machine can open it; on a Wi-Fi at home, phones could too.\n";
    }
    if !config.is_https() {
        text += "\nThis is plain http, good enough for trying it out:\n";
        text += "  - phones cannot keep lessons for later, since browsers allow that only over https;\n";
        text += "  - sign-ins are not kept to encrypted lines";
        text += match listens_on.is_loopback() {
            true => ".\n",
            false => ", and others on the same Wi-Fi can read along: no real names, please.\n",
        };
    }
    text += "\nCtrl-C closes the school.\n";
    text
}

/// Whether no phone can come.
fn here_only(config: &Config) -> bool {
    config.listens_on().is_loopback() || config.is_at_its_default()
}
