//! Names of people who do not exist, as people of the four countries and of those who work with them are called.

/// A small group; two of the parts join it.
pub const DAULE: [&str; 10] = [
    "Ángela Bajaña",
    "Bolívar Suárez Ronquillo",
    "Dolores Piguave de la Cruz",
    "Eusebio Morán",
    "Fátima Guamán Ñauñay",
    "Gladys Yagual",
    "Holger Muñoz Peñafiel",
    "Inés Chalén",
    "Jacinto Choez Pincay",
    "María del Rosario Guadalupe Villavicencio Quinteros de Echeverría y Santisteban",
];

/// A large group, with names in the scripts that learners write.
pub const SAMBORONDON: [&str; 40] = [
    "Alba Tomalá",
    "Byron Anchundia",
    "Cecilia Macías Loor",
    "Danilo Rugel",
    "Esperanza Cedeño",
    "Freddy Navarrete",
    "Génesis Arreaga",
    "Hipatia Solórzano",
    "Iván Plúas",
    "Jéssica Burgos",
    "Klever Litardo",
    "Lourdes Ronquillo",
    "Marjorie Salvatierra",
    "Néstor Villamar",
    "Olga Briones",
    "Wanjikũ wa Kamau",
    "Achieng’ Odhiambo",
    "Kiprotich arap Langat",
    "Mwanajuma Shee",
    "Nafula Wekesa",
    "Mutua Nzioka",
    "නිමල් පෙරේරා",
    "කුමාරි දිසානායක",
    "සුනිල් බණ්ඩාර විජේසිංහ",
    "අනුරාධා ජයවර්ධන",
    "கமலா செல்வராஜா",
    "முத்துக்குமாரசுவாமி சிவபாலசுந்தரம்",
    "Fathima Rizna Mohamed",
    "Grâce Mouanga Nkounkou",
    "Prosper Itoua",
    "Bénédicte Loemba",
    "Jean-de-Dieu Ngouabi Malonga",
    "مريم عبد الرحمن",
    "نور الهدى محمد الأمين",
    "يوسف إبراهيم",
    "王芳",
    "李建国",
    "欧阳晓燕",
    "Bartholomew Christopher Onyango Odinga Ochieng’ Kipkemboi Cheruiyot Barasa Wafula",
    "Li",
];

/// What somebody asked about the first lesson, and the answer, if there is one.
pub const QUESTIONS: [(&str, Option<&str>); 2] = [
    (
        "Mi terreno es pequeño y la máquina no entra. ¿Puedo aprender esto igual?",
        Some(
            "Sí. Muchas parcelas pequeñas se trabajan juntas: varias familias contratan la máquina para el mismo día. \
             Pregunte en su grupo quién tiene un terreno al lado.",
        ),
    ),
    (
        "¿En el invierno, cuando llueve mucho, se hace lo mismo?",
        None,
    ),
];

/// With the names by which administrators find them.
pub const SECOND_FACILITATOR: (&str, &str) = ("Wellington Coronel", "demo-samborondon");
pub const KENYAN_COORDINATOR: (&str, &str) = ("Wambui Njoroge", "demo-kenya");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{PersonName, UserName};

    #[test]
    fn the_school_could_have_added_each_of_them() {
        for name in DAULE.iter().chain(&SAMBORONDON) {
            assert!(
                PersonName::parse(name).is_ok_and(|parsed| parsed.as_str() == *name),
                "{name}"
            );
        }
    }
    #[test]
    fn administrators_can_find_them() {
        for (name, user_name) in [SECOND_FACILITATOR, KENYAN_COORDINATOR] {
            assert!(PersonName::parse(name).is_ok(), "{name}");
            assert!(UserName::parse(user_name).is_ok(), "{user_name}");
        }
    }
}
