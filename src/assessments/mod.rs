//! Assessments: attempts at a quiz, their questions one by one, and what an answer is worth. What was answered is an event of `progress`.
mod model;
mod store;

pub use model::{Attempt, Standing};
pub use store::{Gain, Given, gain, give, practise, standing};
