//! `cloud-school course`: helps who writes a course folder. No school is needed.
use super::{Outcome, seeds::told};
use crate::courses::format::{self, Untidy};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Help with writing a course folder
///
/// Neither word needs a database. How a folder is written stands in docs/course-format.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school course tidy course_content/my-course     writes the ids that are missing
  cloud-school course check course_content/my-course    tells faults, and what deserves a look")]
pub struct Course {
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// Write the marks that are missing: ids of texts, and what translations translate
    Tidy { folder: PathBuf },
    /// Tell all faults, and what an author should look at; writes nothing
    Check { folder: PathBuf },
}

impl Course {
    pub fn run(self) -> Outcome {
        match self.word {
            Word::Tidy { folder } => {
                let changes = format::tidy(&folder).map_err(|untidy| match untidy {
                    Untidy::Faults(faults) => told(&folder, &faults),
                    unwritten => unwritten.to_string(),
                })?;
                for change in &changes {
                    println!("{change}");
                }
                match changes.len() {
                    0 => println!("Nothing was missing."),
                    1 => println!("One mark was written."),
                    many => println!("{many} marks were written."),
                }
            }
            Word::Check { folder } => {
                let course = format::read(&folder).map_err(|faults| told(&folder, &faults))?;
                let findings = format::check(&course);
                for finding in &findings {
                    println!("{finding}");
                }
                match findings.len() {
                    0 => println!("The folder has no faults."),
                    1 => println!("The folder has no faults, and one thing to look at."),
                    many => println!("The folder has no faults, and {many} things to look at."),
                }
            }
        }
        Ok(())
    }
}
