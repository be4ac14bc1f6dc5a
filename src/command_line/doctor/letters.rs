//! Whether letters reach a mail server.
use super::{Fault, Finding, Note, Well};
use crate::{config::Config, mail};

pub async fn look(config: &Config) -> Vec<Finding> {
    let finding = match mail::reach(config).await {
        Ok(true) => {
            Well("The mail server answers. `cloud-school mail test` sends a letter.".into())
        }
        Ok(false) => Note(format!(
            "No mail server is set (CLOUD_SCHOOL_SMTP_URL): letters become files in {}.",
            config.data_folder.join("letters").display()
        )),
        Err(e) => Fault(format!("Letters cannot be sent: {e}")),
    };
    vec![finding]
}
