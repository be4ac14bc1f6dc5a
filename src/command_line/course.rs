//! `cloud-school course`: helps who writes a course folder, and tells what a course added to what its learners knew.
use super::{Outcome, database, seeds::told, store};
use crate::{
    access::Caretaker,
    assessments,
    config::Config,
    courses::{
        CourseId, Review, ReviewKind, Verdict,
        format::{self, Untidy},
    },
};
use chrono::{NaiveDate, Utc};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Help with writing a course folder
///
/// Only gain needs a school. How a folder is written stands in docs/course-format.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school course tidy course_content/my-course     writes the ids that are missing
  cloud-school course check course_content/my-course    tells faults, and what deserves a look
  cloud-school course review course_content/my-course stay-safe --kind safety --name \"Rosa Vera\" \\
      --function Agronomist --organisation INIAP --place EC --until 2028-12-31")]
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
    /// Tell what learners knew before a published course and after it
    Gain {
        /// The address of the course
        slug: String,
    },
    /// Write down in the folder that somebody reviewed a lesson as it stands
    Review(Box<Signed>),
}

/// Who reviewed a lesson, and what she found. Say it only of a person who really did.
#[derive(Args)]
struct Signed {
    folder: PathBuf,
    /// The folder of the lesson
    lesson: String,
    #[arg(long, value_parser = kind)]
    kind: ReviewKind,
    /// The language that was read; the source language when it is not said
    #[arg(long)]
    language: Option<String>,
    #[arg(long, value_parser = verdict, default_value = "approved")]
    verdict: Verdict,
    #[arg(long)]
    name: String,
    #[arg(long)]
    function: String,
    #[arg(long)]
    organisation: String,
    /// Approved for this country (ISO 3166-1); checked when it is not said
    #[arg(long)]
    place: Option<String>,
    /// The last day on which the review holds
    #[arg(long)]
    until: Option<NaiveDate>,
    #[arg(long, default_value = "")]
    remark: String,
}

fn kind(text: &str) -> Result<ReviewKind, &'static str> {
    ReviewKind::named(text).ok_or("facts, language or safety")
}

fn verdict(text: &str) -> Result<Verdict, &'static str> {
    Verdict::named(text).ok_or("approved, asked or refused")
}

impl Signed {
    fn write(self) -> Outcome {
        let read = || format::read(&self.folder).map_err(|faults| told(&self.folder, &faults));
        let course = read()?;
        let lesson = course.lessons().find(|lesson| lesson.slug == self.lesson);
        let lesson = lesson.ok_or_else(|| format!("There is no lesson “{}”.", self.lesson))?;
        let language = self.language.as_ref().unwrap_or(&course.source_language);
        if !course.languages.contains(language) {
            return Err(format!("The course is not written in “{language}”.").into());
        }
        let review = Review {
            kind: self.kind,
            content: format::content_hash(&course, lesson, language),
            language: language.clone(),
            verdict: self.verdict,
            name: self.name.clone(),
            function: self.function.clone(),
            organisation: self.organisation.clone(),
            place: self.place.clone(),
            on: Utc::now().date_naive(),
            until: self.until,
            remark: self.remark.clone(),
        };
        format::add_review(&self.folder, &self.lesson, &review)?;
        read()?;
        println!("It stands in lessons/{}/reviews.toml.", self.lesson);
        Ok(())
    }
}

async fn gain(slug: &str, config: &Config) -> Outcome {
    let caretaker = Caretaker::on_duty();
    let gain = database::with(config, async |db| {
        let course = CourseId(store::course(slug, db).await?);
        Ok(assessments::gain(&caretaker, course, db).await?)
    })
    .await?;
    if gain.learners == 0 {
        println!("Nobody has answered before the course and at its end.");
        return Ok(());
    }
    println!(
        "{} learners: {:.0} % of their answers were right before the course, {:.0} % of the same questions at its end.",
        gain.learners,
        gain.before * 100.0,
        gain.after * 100.0
    );
    Ok(())
}

impl Course {
    pub async fn run(self, config: Config) -> Outcome {
        match self.word {
            Word::Gain { slug } => gain(&slug, &config).await?,
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
            Word::Review(signed) => signed.write()?,
            Word::Check { folder } => {
                let course = format::read(&folder).map_err(|faults| told(&folder, &faults))?;
                let findings = format::check(&course, Utc::now().date_naive());
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
