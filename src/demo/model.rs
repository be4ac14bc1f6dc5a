//! The parts that a visitor may play.

/// Somebody to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    NewFarmer,
    HalfWay,
    Finished,
    Facilitator,
    Coordinator,
    Reviewer,
    Administrator,
}

impl Part {
    /// In the order in which somebody who looks around meets them.
    pub const ALL: [Self; 7] = [
        Self::NewFarmer,
        Self::HalfWay,
        Self::Finished,
        Self::Facilitator,
        Self::Coordinator,
        Self::Reviewer,
        Self::Administrator,
    ];

    /// As addresses and the keys of words have it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::NewFarmer => "new-farmer",
            Self::HalfWay => "farmer-half-way",
            Self::Finished => "farmer-finished",
            Self::Facilitator => "facilitator",
            Self::Coordinator => "coordinator",
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }

    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.slug() == slug)
    }

    /// What she signs in by, if she could.
    pub fn user_name(self) -> String {
        format!("demo-{}", self.slug())
    }

    /// The name of the one who plays it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewFarmer => "Rosa Chila Mero",
            Self::HalfWay => "Segundo Vera Alvarado",
            Self::Finished => "María Auxiliadora Zambrano",
            Self::Facilitator => "Luis Quimí",
            Self::Coordinator => "Carmen Tituaña",
            Self::Reviewer => "Leonor Vásquez Intriago",
            Self::Administrator => "Nimali Perera",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::NewFarmer | Self::HalfWay => "user",
            Self::Finished => "award",
            Self::Facilitator | Self::Coordinator => "users",
            Self::Reviewer | Self::Administrator => "badge-check",
        }
    }

    /// The page that her one thing to try begins with.
    pub fn begins_at(self) -> &'static str {
        match self {
            Self::NewFarmer => "/courses",
            Self::HalfWay | Self::Finished => "/learning",
            Self::Facilitator | Self::Coordinator | Self::Administrator => "/groups",
            Self::Reviewer => "/reviews",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{PersonName, UserName};

    #[test]
    fn each_part_has_its_address_and_a_name_that_could_be_real() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.slug()), Some(part));
            assert!(UserName::parse(&part.user_name()).is_ok());
            assert!(PersonName::parse(part.name()).is_ok());
        }
        assert_eq!(Part::named("queen"), None);
    }
}
