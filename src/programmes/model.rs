//! What a programme is.
use diesel::prelude::*;
use diesel_derive_newtype::DieselNewType;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DieselNewType)]
pub struct ProgrammeId(pub Uuid);

#[derive(Clone, Debug, Queryable)]
pub struct Programme {
    pub id: ProgrammeId,
    pub slug: String,
    /// By language.
    pub names: serde_json::Value,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}
