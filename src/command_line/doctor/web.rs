//! How people reach the school.
use super::{Fault, Finding, Note, Well};
use crate::{command_line::network::is_private, config::Config};

pub fn look(config: &Config) -> Vec<Finding> {
    let url = &config.public_url;
    let listens_on = config.listens_on();
    let mut findings = vec![if config.is_https() {
        Well(format!(
            "People reach the school at {url}, over an encrypted line."
        ))
    } else if is_private(listens_on) {
        Note(format!(
            "People reach the school at {url}, over plain http: good for a trial. Phones cannot keep lessons, and others on the line can read along."
        ))
    } else {
        Fault(format!(
            "The school listens at {listens_on} for everybody, over plain http: put a proxy with https in front of it (deploy/Caddyfile), \
             and set CLOUD_SCHOOL_PUBLIC_URL=https://…"
        ))
    }];
    if config.is_https() && !config.trusted_proxy {
        findings.push(Note(
            "CLOUD_SCHOOL_TRUSTED_PROXY is not set: behind a proxy all visitors seem to come from one address, and guessers are slowed together.".into(),
        ));
    }
    findings
}
