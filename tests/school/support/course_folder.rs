//! A small course in a folder, valid as it stands, for tests to import or to spoil.
use cloud_school::courses::format::hash;
use std::{
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// A folder of its own, gone when it is dropped.
pub struct CourseFolder(PathBuf);

impl CourseFolder {
    pub fn empty() -> Self {
        let path = std::env::temp_dir().join(format!("course-{}", Uuid::now_v7().simple()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// "Grow rice": one module, the lesson `look` with a drawing, a clip and a claim, the quiz `what-you-know`
    /// with two questions; in English and Spanish.
    pub fn tiny() -> Self {
        let folder = Self::empty();
        write(&folder.0);
        folder
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and the folders above it.
    pub fn put(&self, file: &str, content: impl AsRef<[u8]>) -> &Self {
        put(&self.0, file, content);
        self
    }

    /// Replaces a text that stands exactly once in a file.
    pub fn change(&self, file: &str, before: &str, after: &str) -> &Self {
        let text = self.text(file);
        assert_eq!(text.matches(before).count(), 1, "{before:?} in {file}");
        self.put(file, text.replace(before, after))
    }

    pub fn remove(&self, file: &str) -> &Self {
        fs::remove_file(self.0.join(file)).unwrap();
        self
    }

    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for CourseFolder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Writes the tiny course into a folder.
pub fn write(root: &Path) {
    put(root, "course.toml", course());
    put(root, "sources.toml", SOURCES);
    put(root, "drawings/field-wet.svg", DRAWING);
    put(root, "media/seedbed.mp4", CLIP);
    put(root, "media/seedbed.webp", b"RIFF\x04\0\0\0WEBP");
    for language in ["en", "es"] {
        let captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nRice\n";
        put(root, &format!("media/seedbed.{language}.vtt"), captions);
    }
    put(root, "lessons/look/en.md", LOOK);
    put(root, "lessons/look/es.md", look_in_spanish());
    put(root, "lessons/look/claims.toml", CLAIMS);
    put(root, "lessons/what-you-know/en.md", QUIZ);
    put(root, "lessons/what-you-know/es.md", quiz_in_spanish());
    put(root, "lessons/what-you-know/questions.toml", questions());
}

fn put(root: &Path, file: &str, content: impl AsRef<[u8]>) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// `text` and `src` as they stand in TOML.
fn words(en: &str, es: &str) -> String {
    let src = hash(en);
    format!("text = {{ en = {en:?}, es = {es:?} }}, src = {{ es = \"{src}\" }}")
}

fn course() -> String {
    let table = |id, en, es| format!("id = \"{id}\"\n{}\n", words(en, es).replace("}, ", "}\n"));
    [
        "format = 1\nid = \"0199f2a4-0000-7000-8000-000000000001\"\nslug = \"grow-rice\"\n",
        "source_language = \"en\"\nlanguages = [\"en\", \"es\"]\nprogramme = \"ecuador\"\n",
        "themes = [\"mechanization\"]\ncountry = \"EC\"\n\n[title]\n",
        &table("ttl0", "Grow rice", "Cultive arroz"),
        "\n[summary]\n",
        &table("sum0", "How to grow rice.", "Cómo cultivar arroz."),
        "\n[author]\n",
        &table("aut0", "Written by the school.", "Escrito por la escuela."),
        "\n[[outcomes]]\n",
        &table(
            "out1",
            "You know when a field is wet.",
            "Sabe cuándo un campo está mojado.",
        ),
        "\n[[contributions]]\npartner = \"Hunan Agricultural University (HAU)\"\n",
        "role = \"content\"\nplanned = true\n",
        "\n[[modules]]\nid = \"0199f2a4-0000-7000-8000-000000000002\"\n",
        "lessons = [\"look\", \"what-you-know\"]\n",
        &format!(
            "title = {{ id = \"mod1\", {} }}\n",
            words("The field", "El campo")
        ),
    ]
    .concat()
}

const SOURCES: &str = r#"[[sources]]
id = "irri-harvest"
organisation = "International Rice Research Institute (IRRI)"
title = "Harvesting"
year = 2020
url = "https://www.knowledgebank.irri.org/"
licence = "CC BY-NC-SA 3.0"
seen_on = "2026-11-23"
"#;

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">
<defs><linearGradient id="sky"><stop offset="0" stop-color="#cde"/></linearGradient></defs>
<rect width="160" height="120" fill="url(#sky)"/>
<path d="M0 88h160v32H0z" fill="#d9c3a0"/>
</svg>
"##;

const CLIP: &[u8] = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41";

const LOOK: &str = r#"+++
id = "0199f2a4-0000-7000-8000-000000000003"
title = "Look at the field first {#lt01}"
kind = "steps"
minutes = 4
open = true
+++

::: step field-wet.svg
A tractor stands in mud. {#al01}

Harvest at 20 to 25 % moisture. {#st01}
:::

::: clip seedbed.mp4
A farmer smooths the seedbed with a board. {#tc01}
:::

::: try
Press your heel into the soil. {#tr01}
:::

::: officers
| field | machine |
|---|---|
| wet | none |
{#of01}

- Look
  twice. {#of02}
- Ask the neighbour. {#of03}
:::
"#;

/// A translated block: its text with the mark for its source.
fn block(id: &str, source: &str, text: &str) -> String {
    format!("{text} {{#{id} src={}}}\n\n", hash(source))
}

fn look_in_spanish() -> String {
    let table = "| field | machine |\n|---|---|\n| wet | none |";
    let title = block("lt01", "Look at the field first", "Mire primero el campo");
    [
        format!("+++\ntitle = \"{}\"\n+++\n\n", title.trim_end()),
        block(
            "al01",
            "A tractor stands in mud.",
            "Un tractor está en el lodo.",
        ),
        block(
            "st01",
            "Harvest at 20 to 25 % moisture.",
            "Coseche con 20 a 25 % de humedad.",
        ),
        block(
            "tc01",
            "A farmer smooths the seedbed with a board.",
            "Una agricultora alisa el semillero.",
        ),
        block(
            "tr01",
            "Press your heel into the soil.",
            "Presione el talón en el suelo.",
        ),
        block(
            "of01",
            table,
            "| campo | máquina |\n|---|---|\n| mojado | ninguna |",
        ),
        block("of02", "- Look\n  twice.", "- Mire\n  otra vez."),
        block("of03", "- Ask the neighbour.", "- Pregunte al vecino."),
    ]
    .concat()
}

const CLAIMS: &str = r#"[[claims]]
src = "97640596"
segment = "st01"
statement = "Paddy is harvested at 20 to 25 % moisture"
value = "20–25"
unit = "%"
risk = "B"
place = "EC"
source = "irri-harvest"
locator = "section “When to harvest”"
quotation = "the ideal moisture content is between 20 and 25%"
"#;

const QUIZ: &str = r#"+++
id = "0199f2a4-0000-7000-8000-000000000004"
title = "What you know {#lt02}"
kind = "quiz"
minutes = 2
pass = 2
+++

::: text
Two questions. {#in01}
:::
"#;

fn quiz_in_spanish() -> String {
    let title = block("lt02", "What you know", "Lo que sabe");
    let front = format!("+++\ntitle = \"{}\"\n+++\n\n", title.trim_end());
    front + &block("in01", "Two questions.", "Dos preguntas.")
}

fn questions() -> String {
    let question = |id: &str, ask: &str, why: &str, right: &str, wrong: &str| {
        format!(
            "[[questions]]\nid = \"{id}\"\ntype = \"single\"\n{}\nexplanation = {{ {why} }}\noptions = [\n  \
             {{ id = \"a\", right = true, {right} }},\n  {{ id = \"b\", {wrong} }},\n]\n\n",
            ask.replace("}, src", "}\nsrc")
        )
    };
    let first = question(
        "q7f3",
        &words(
            "The field is wet. What now?",
            "El campo está mojado. ¿Y ahora?",
        ),
        &words("The machine would sink.", "La máquina se hundiría."),
        &words("I wait.", "Espero."),
        &words("I drive at 9 km/h.", "Conduzco a 9 km/h."),
    );
    let second = question(
        "q2bb",
        &words("Whom do you ask?", "¿A quién pregunta?"),
        &words(
            "The neighbour knows the field.",
            "El vecino conoce el campo.",
        ),
        &words("The neighbour.", "Al vecino."),
        &words("Nobody.", "A nadie."),
    );
    first + &second
}
