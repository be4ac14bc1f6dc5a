//! Who asks, from where, and what she holds a role in. Proofs are made here and nowhere else; so are tokens, keys and the hashes of what
//! people choose. What a person *is* belongs to the room `people`.
mod caretaker;
mod grants;
mod keys;
mod origin;
mod passwords;
mod person;
mod proof;
mod role;
mod scope;
mod sign_in;
mod token;
mod tries;

pub use caretaker::Caretaker;
pub use grants::{HeldRole, Over, give_role, held_roles, take_role};
pub use keys::{CardSecret, Keys};
pub use origin::{FROM_ELSEWHERE, SameOrigin};
pub use passwords::Passwords;
pub use person::{Person, PersonId, Visitor};
pub use proof::{
    Administrator, Coordinator, Facilitator, Instructor, Learner, Perhaps, Public, Reviewer,
};
pub use role::{Role, RoleName};
pub use scope::{Enrolment, EnrolmentId, Scope};
pub use sign_in::{Browser, Cookies, Entry, SignInId, Way};
pub use token::Token;
pub use tries::{Limit, Tries};
