//! Whatever stands in a folder, reading it ends in a course or in faults; and what was written is what is read.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{CourseFile, Text, check, hash, read, tidy};
use proptest::{collection::vec, prelude::*, sample::select};
use std::time::Duration;

const FILES: [&str; 11] = [
    "course.toml",
    "sources.toml",
    "drawings/field-wet.svg",
    "media/seedbed.mp4",
    "media/seedbed.en.vtt",
    "lessons/look/en.md",
    "lessons/look/es.md",
    "lessons/look/claims.toml",
    "lessons/what-you-know/en.md",
    "lessons/what-you-know/es.md",
    "lessons/what-you-know/questions.toml",
];

/// Words that mean something in one of the files.
fn pieces() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "+++",
        "\n",
        ":::",
        "::: step a.svg",
        "{#",
        "{#ab12}",
        "}",
        "src=",
        "- ",
        "1. ",
        "[[",
        "]]",
        "[a]",
        "{",
        "\"",
        "'''",
        "\"\"\"",
        " = ",
        "id",
        "text",
        "en",
        "es",
        "questions",
        "options",
        "title",
        "<svg",
        "<",
        ">",
        "/>",
        "&",
        "](",
        "https://",
        "\u{0}",
        "\u{feff}",
        "\r\n",
        "é",
        "١٢",
        "\\u0000",
        ".",
        ",",
        "#",
        "|",
    ];
    let word = prop_oneof![4 => select(WORDS).prop_map(str::to_owned), 1 => ".{0,8}"];
    vec(word, 0..60).prop_map(|words| words.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..200),
        pieces().prop_map(String::into_bytes)
    ]
}

/// Reads, checks and tidies, only to see that each of them ends.
fn try_all(folder: &CourseFolder) {
    let started = on_the_processor();
    if let Ok(course) = read(folder.path()) {
        check(&course, chrono::Utc::now().date_naive());
    }
    tidy(folder.path()).ok();
    assert!(on_the_processor() - started < Duration::from_secs(2));
}

/// The places of a text where a character begins.
fn cut(text: &str, at: usize) -> usize {
    let at = at % (text.len() + 1);
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(file in select(&FILES[..]), bytes in bytes()) {
        try_all(CourseFolder::tiny().put(file, bytes));
    }

    #[test]
    fn a_file_with_a_piece_taken_out_or_put_in_is_read_or_refused(
        file in select(&FILES[..]), from in any::<usize>(), length in 0..40usize, piece in pieces(),
    ) {
        let folder = CourseFolder::tiny();
        let bytes = std::fs::read(folder.path().join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let from = cut(&text, from);
        let rest = &text[from..];
        let rest = &rest[cut(rest, length)..];
        try_all(folder.put(file, format!("{}{piece}{rest}", &text[..from])));
    }

    /// What tidy leaves behind, tidy leaves alone; and it only ever adds.
    #[test]
    fn tidying_twice_is_tidying_once(
        file in select(&["course.toml", "lessons/look/en.md", "lessons/look/es.md", "lessons/what-you-know/questions.toml"][..]),
        from in any::<usize>(), length in 0..40usize,
    ) {
        let folder = CourseFolder::tiny();
        let text = folder.text(file);
        let from = cut(&text, from);
        let rest = &text[from..];
        let rest = &rest[cut(rest, length)..];
        folder.put(file, format!("{}{rest}", &text[..from]));
        let before = folder.text(file);

        let tidied = tidy(folder.path());
        let after = folder.text(file);
        match tidied {
            Err(_) => prop_assert_eq!(&after, &before),
            Ok(_) => {
                let mut rest = after.chars();
                let is_all_there = before.chars().all(|wanted| rest.any(|found| found == wanted));
                prop_assert!(is_all_there, "{}\n{}", before, after);
                prop_assert_eq!(tidy(folder.path()).unwrap(), vec![]);
            }
        }
    }

    #[test]
    fn a_course_written_to_disk_reads_back_equal(words in vec(sentence(), 12), minutes in 1..=600u16, open in any::<bool>()) {
        let folder = CourseFolder::tiny();
        let mut course = read(folder.path()).unwrap();
        let mut words = words.into_iter();
        for text in texts(&mut course) {
            let (Some(source), Some(translated)) = (words.next(), words.next()) else { break };
            text.hash = hash(&source);
            text.source = source;
            let translation = text.translations.get_mut("es").unwrap();
            translation.text = translated;
            translation.source_hash.clone_from(&text.hash);
        }
        let look = &mut course.modules[0].lessons[0];
        (look.minutes, look.open) = (minutes, open);
        write(&folder, &course);

        prop_assert_eq!(read(folder.path()).unwrap(), course);
    }
}

/// A paragraph without numbers, since each number would need a claim.
fn sentence() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        10 => proptest::char::range('a', 'z'),
        3 => Just(' '),
        1 => select(&['É', 'ñ', '"', '\\', '\'', '*', '(', '}', '{', '<', '&', '。', 'ا', 'ක', '🌾', '\u{200d}', '\u{a0}'][..]),
    ];
    let rest = vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect::<String>());
    rest.prop_map(|rest| format!("W{rest}").trim().to_owned())
}

/// Texts of every kind: of the course, a title, a step, an option.
fn texts(course: &mut CourseFile) -> Vec<&mut Text> {
    let module = &mut course.modules[0];
    let [look, quiz] = &mut module.lessons[..] else {
        panic!("two lessons")
    };
    let [step, _, to_try, ..] = &mut look.sections[..] else {
        panic!("three sections")
    };
    vec![
        &mut course.summary,
        &mut module.title,
        &mut look.title,
        &mut step.blocks[0],
        &mut to_try.blocks[0],
        &mut quiz.questions[1].options[1].text,
    ]
}

/// Writes the texts of [`texts`] and the front matter of the first lesson where the tiny course has them.
fn write(folder: &CourseFolder, course: &CourseFile) {
    let toml = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let fields = |text: &Text| {
        let es = &text.translations["es"];
        format!(
            "text = {{ en = {}, es = {} }}, src = {{ es = \"{}\" }}",
            toml(&text.source),
            toml(&es.text),
            es.source_hash
        )
    };
    let tiny = read(folder.path()).unwrap();
    let mut old = tiny.clone();
    let mut new = course.clone();
    let pairs = texts(&mut old)
        .into_iter()
        .zip(texts(&mut new))
        .map(|(old, new)| (old.clone(), new.clone()));
    for (index, (old, new)) in pairs.enumerate() {
        match index {
            0 => folder.change(
                "course.toml",
                &fields(&old).replace(", src", "\nsrc"),
                &fields(&new).replace("}, src = {", "}\nsrc = {"),
            ),
            1 => folder.change("course.toml", &fields(&old), &fields(&new)),
            5 => folder.change(
                "lessons/what-you-know/questions.toml",
                &fields(&old),
                &fields(&new),
            ),
            2 => {
                let (id, es) = (&new.segment, &new.translations["es"]);
                folder.change(
                    "lessons/look/en.md",
                    &format!("\"{} {{#{id}}}\"", old.source),
                    &toml(&format!("{} {{#{id}}}", new.source)),
                );
                let before = format!(
                    "\"{} {{#{id} src={}}}\"",
                    old.translations["es"].text, old.hash
                );
                folder.change(
                    "lessons/look/es.md",
                    &before,
                    &toml(&format!("{} {{#{id} src={}}}", es.text, es.source_hash)),
                )
            }
            _ => {
                let (id, es) = (&new.segment, &new.translations["es"]);
                folder.change(
                    "lessons/look/en.md",
                    &format!("{} {{#{id}}}", old.source),
                    &format!("{} {{#{id}}}", new.source),
                );
                let before = format!("{} {{#{id} src={}}}", old.translations["es"].text, old.hash);
                folder.change(
                    "lessons/look/es.md",
                    &before,
                    &format!("{} {{#{id} src={}}}", es.text, es.source_hash),
                )
            }
        };
    }
    let look = &course.modules[0].lessons[0];
    folder.change(
        "lessons/look/en.md",
        "minutes = 4\nopen = true",
        &format!("minutes = {}\nopen = {}", look.minutes, look.open),
    );
}

/// Files as large as is read, full of what could make a careless reader go over them again and again.
#[test]
fn no_file_takes_long() {
    const LOOK: &str = "lessons/look/en.md";
    const QUESTIONS: &str = "lessons/what-you-know/questions.toml";
    let full = |piece: &str| piece.repeat((2 << 20) / piece.len() - 100);
    let page = |rest: String| format!("+++\ntitle = \"Look {{#lt01}}\"\n+++\n::: text\n{rest}");
    let list = |count: usize| (0..count).map(|i| format!("\"a{i}\",")).collect::<String>();
    for (file, text) in [
        (LOOK, page(full("]("))),
        (LOOK, page(full("h<] "))),
        (LOOK, page(full("{#"))),
        (LOOK, page(full("{#abcd}\n"))),
        (LOOK, page(full("1.1 1,"))),
        (LOOK, page("a".repeat(1 << 20) + &"\n2. x".repeat(200_000))),
        (LOOK, page(full("a {#abcd}\n"))),
        (LOOK, page(full("::: a\n:::\n"))),
        ("course.toml", full("a.") + "a = 1"),
        ("course.toml", format!("[{}a]", full("a."))),
        ("course.toml", full("[[a]]\n")),
        ("course.toml", format!("a = {}", full("{a="))),
        (
            "course.toml",
            format!("source_language = \"en\"\nlanguages = [{}]", list(170_000)),
        ),
        (QUESTIONS, full("[[questions]]\nid = \"aaaa\"\n")),
        (
            QUESTIONS,
            format!("[[questions]]\nid = \"aaaa\"\noptions = [{}]", full("{},")),
        ),
        ("lessons/look/claims.toml", full("[[claims]]\n")),
        ("drawings/field-wet.svg", "<g>".repeat(4_000)),
    ] {
        let folder = CourseFolder::tiny();
        folder.put(file, &text);
        let started = on_the_processor();
        let refused = read(folder.path()).is_err();
        let took = on_the_processor() - started;

        assert!(refused, "{file} {}", &text[..60]);
        assert!(
            took < Duration::from_secs(2),
            "{file} {took:?} {}",
            &text[..60]
        );
    }
}

/// The processor's time of this thread: what a busy machine does meanwhile does not count.
fn on_the_processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap()
}
