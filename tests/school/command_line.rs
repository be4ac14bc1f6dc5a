//! The program as an administrator meets it: the real one, as a child, on a data folder of its own.
use super::support::Program;
use std::time::Duration;

#[test]
fn a_school_opens_answers_and_closes_in_order() {
    let program = Program::new();
    let mut school = program.serve(&[]);

    let page = school.get("/courses");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        school.greeting.contains("plain http"),
        "{}",
        school.greeting
    );
    assert!(school.greeting.contains("Ctrl-C closes the school"));
    assert_eq!(school.ask_to_close(), Some(0));
    assert!(!program.runs_postgres());
}

#[test]
fn a_second_start_finds_what_the_first_one_kept() {
    let program = Program::new();
    program.serve(&[]).ask_to_close();
    let added = program.run(&["person", "add", "Ana Vera", "--user-name", "ana"]);
    assert_eq!(added.code, 0, "{}", added.err);

    let mut school = program.serve(&[]);
    let listed = program.run(&["person", "list"]);
    assert!(listed.out.contains("ana  Ana Vera"), "{}", listed.out);
    assert_eq!(school.ask_to_close(), Some(0));
}

#[test]
fn commands_use_the_postgres_of_a_school_that_is_open() {
    let program = Program::new();
    let mut school = program.serve(&[]);
    let added = program.run(&["person", "add", "Wanjiku Mwangi", "--user-name", "wanjiku"]);
    assert_eq!(added.code, 0, "{}", added.err);

    let given = program.run(&["role", "give", "wanjiku", "administrator"]);
    assert_eq!(
        given.out, "Wanjiku Mwangi is administrator now.\n",
        "{}",
        given.err
    );
    let again = program.run(&["role", "give", "WANJIKU", "administrator"]);
    assert!(again.out.contains("already"), "{}", again.out);
    let listed = program.run(&["role", "list"]);
    assert_eq!(listed.out, "Wanjiku Mwangi  administrator  the school\n");
    let taken = program.run(&["role", "take", "wanjiku", "administrator"]);
    assert!(taken.out.contains("no longer"), "{}", taken.err);
    let nothing = program.run(&["role", "take", "wanjiku", "administrator"]);
    assert_eq!(nothing.code, 1);
    assert!(school.get("/courses").starts_with("HTTP/1.1 200"));
    school.ask_to_close();
}

#[test]
fn a_new_persons_card_is_shown_once_and_lets_her_in() {
    let program = Program::new();
    let mut school = program.serve(&[]);
    let added = program.run(&["person", "add", "نور الهدى", "--user-name", "nur"]);
    let card = added
        .out
        .lines()
        .find_map(|line| line.strip_prefix("secret  "));
    let card = card
        .expect("the card is on the standard output")
        .replace('-', "");
    assert!(!added.err.contains(&card[..4]), "{}", added.err);

    let met = school.get(&format!("/card/{card}"));
    assert!(met.contains("نور الهدى"), "{met}");

    let renewed = program.run(&["person", "card", "nur"]);
    assert_eq!(renewed.code, 0, "{}", renewed.err);
    let dead = school.get(&format!("/card/{card}"));
    assert!(dead.starts_with("HTTP/1.1 404"), "{dead}");
    school.ask_to_close();
}

#[test]
fn two_people_cannot_have_one_user_name() {
    let program = Program::new();
    assert_eq!(
        program
            .run(&["person", "add", "Ana", "--user-name", "ana"])
            .code,
        0
    );
    let refused = program.run(&["person", "add", "Ana María", "--user-name", "Ana"]);

    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("somebody else has this user name"),
        "{}",
        refused.err
    );
    let listed = program.run(&["person", "list"]);
    assert_eq!(listed.out.lines().count(), 1, "{}", listed.out);
}

#[test]
fn a_coordinator_gets_a_cohort() {
    let program = Program::with_courses();
    program.serve(&[]).ask_to_close();
    let added = program.run(&[
        "cohort",
        "add",
        "Daule 1",
        "--programme",
        "ecuador",
        "--place",
        "Daule",
        "--time-zone",
        "America/Guayaquil",
        "--course",
        "rice-full-mechanized-production",
    ]);
    let listed = program.run(&["cohort", "list"]);
    let nowhere = program.run(&["cohort", "add", "Daule 2", "--programme", "atlantis"]);

    assert_eq!(added.code, 0, "{}", added.err);
    assert!(
        listed.out.contains(added.out.lines().next().unwrap()),
        "{}",
        listed.out
    );
    assert!(listed.out.contains("Daule 1"));
    assert_eq!(nowhere.code, 1);
    assert!(
        nowhere.err.contains("There is no programme “atlantis”"),
        "{}",
        nowhere.err
    );
}

#[test]
fn made_up_people_never_meet_a_database_of_somebodys() {
    let program = Program::new();
    let refused = program.run_with(
        &["serve", "--demo"],
        &[("DATABASE_URL", "postgres://localhost/ministry")],
    );

    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("start without --demo"),
        "{}",
        refused.err
    );
    assert!(!program.data_folder().exists());
}

#[test]
fn made_up_people_never_get_into_a_folder_that_was_in_use() {
    let program = Program::new();
    program.serve(&[]).ask_to_close();
    let refused = program.run(&["serve", "--demo"]);

    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("was not made for trying out"),
        "{}",
        refused.err
    );
}

#[test]
fn a_school_of_made_up_people_opens_at_no_public_address() {
    let program = Program::new();
    std::fs::create_dir_all(program.data_folder()).unwrap();
    std::fs::write(program.data_folder().join("demo"), "").unwrap();

    for words in [&["serve"][..], &["serve", "--demo"]] {
        for address in ["203.0.113.7", "0.0.0.0", "::"] {
            let refused = program.run_with(words, &[("CLOUD_SCHOOL_ADDRESS", address)]);
            assert_eq!(refused.code, 1, "{words:?} {address}");
            assert!(
                refused.err.contains("opens only at a private address"),
                "{}",
                refused.err
            );
        }
    }
}

#[test]
fn a_faulty_folder_is_refused_with_all_its_faults() {
    let program = Program::new();
    let folder = program.folder("course");
    std::fs::write(
        folder.join("course.toml"),
        "format = 1\nslug = \"Not A Slug\"\n",
    )
    .unwrap();
    std::fs::write(folder.join("stray.txt"), "").unwrap();
    let refused = program.run(&["import", folder.to_str().unwrap()]);

    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("course.toml"), "{}", refused.err);
    assert!(refused.err.lines().count() > 2, "{}", refused.err);
    assert!(refused.err.contains("nothing of it was taken in"));
    assert!(!program.data_folder().join("postgres").exists());
}

#[test]
fn a_course_is_taken_in_once_and_published_when_asked() {
    let program = Program::with_courses();
    let course = "course_content/rice-full-mechanized-production";
    program.serve(&[]).ask_to_close();
    let again = program.run(&["import", course, "--publish"]);

    assert!(
        again.out.contains("has this version already, number 1"),
        "{}{}",
        again.out,
        again.err
    );
    assert!(again.out.contains("It is published"));
    assert_eq!(program.run(&["course", "check", course]).code, 0);
    assert_eq!(program.run(&["rebuild"]).code, 0);
}

#[test]
fn every_word_explains_itself() {
    let program = Program::new();
    let words = [
        "serve", "migrate", "import", "course", "person", "role", "cohort", "rebuild", "mail",
        "doctor",
    ];
    for word in words {
        let help = program.run(&[word, "--help"]);
        assert_eq!(help.code, 0, "{word}");
        assert!(help.out.contains("Example"), "{word}: {}", help.out);
        assert!(help.out.contains(&format!("cloud-school {word}")), "{word}");
    }
    assert_eq!(program.run(&["sing"]).code, 2);
    assert_eq!(program.run(&["person", "add"]).code, 2);
}

#[test]
fn a_setting_that_cannot_be_meant_is_named() {
    let program = Program::new();
    let refused = program.run_with(&["serve"], &[("CLOUD_SCHOOL_PORT", "eighty")]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("CLOUD_SCHOOL_PORT is “eighty”"),
        "{}",
        refused.err
    );
    let long = "a".repeat(121);
    let refused = program.run_with(&["serve"], &[("CLOUD_SCHOOL_ISSUER", &long)]);
    assert!(
        refused
            .err
            .contains("which is not the name of an organisation"),
        "{}",
        refused.err
    );
    let named = program.run_with(&["doctor"], &[("CLOUD_SCHOOL_ISSUER", "INIAP")]);
    assert!(
        named.out.contains("Certificates are issued by INIAP."),
        "{}",
        named.out
    );
}

#[test]
fn the_doctor_finds_an_open_key() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let program = Program::new();
    program.serve(&[]).ask_to_close();
    let well = program.run(&["doctor"]);
    assert!(
        well.out.contains("Its tables are those of this version"),
        "{}",
        well.out
    );
    assert!(
        !well.out.contains("Others may read the key"),
        "{}",
        well.out
    );

    let key = program.data_folder().join("keys/pepper");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let ill = program.run(&["doctor"]);
    assert_eq!(ill.code, 1);
    assert!(ill.out.contains("Others may read the key"), "{}", ill.out);
}

#[test]
fn letters_can_be_tried_out_without_a_server() {
    let program = Program::new();
    let sent = program.run(&["mail", "test", "ana@school.example"]);
    assert_eq!(sent.code, 0, "{}", sent.err);
    assert!(
        program
            .data_folder()
            .join("letters")
            .read_dir()
            .unwrap()
            .next()
            .is_some()
    );

    let status = program.run(&["mail", "status"]);
    assert!(
        status.out.contains("No letters wait"),
        "{}{}",
        status.out,
        status.err
    );
    let refused = program.run_with(
        &["mail", "test", "ana@school.example"],
        &[("CLOUD_SCHOOL_SMTP_URL", "smtp://127.0.0.1:9")],
    );
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("The letter did not go"),
        "{}",
        refused.err
    );
}

#[test]
fn a_school_that_is_told_to_close_while_it_opens_leaves_nothing_behind() {
    let program = Program::new();
    let mut school = program.start(&["serve"], &[]);
    school.wait_for_folder("postgres", Duration::from_secs(60));
    assert_eq!(school.ask_to_close(), Some(0));
    program.wait_until_postgres_ends();
}

#[test]
fn two_schools_cannot_share_a_port() {
    let program = Program::new();
    let mut first = program.serve(&[]);
    let other = Program::new();
    let port = first.port.to_string();
    let refused = other.run_with(&["serve"], &[("CLOUD_SCHOOL_PORT", &port)]);

    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("cannot listen there"),
        "{}",
        refused.err
    );
    assert!(!other.runs_postgres());
    first.ask_to_close();
}

#[test]
fn a_phone_that_keeps_its_connection_does_not_keep_the_school_open() {
    let program = Program::new();
    let mut school = program.serve(&[]);
    let phone = std::net::TcpStream::connect(("127.0.0.1", school.port)).unwrap();
    assert_eq!(school.ask_to_close(), Some(0));
    drop(phone);
    assert!(!program.runs_postgres());
}

#[test]
fn a_school_of_made_up_people_stands_behind_no_proxy() {
    let program = Program::new();
    let public = [("CLOUD_SCHOOL_PUBLIC_URL", "https://school.example")];
    let refused = program.run_with(&["serve", "--demo"], &public);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("CLOUD_SCHOOL_PUBLIC_URL"),
        "{}",
        refused.err
    );
    assert!(!program.data_folder().exists());
}
