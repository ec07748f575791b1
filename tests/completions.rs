//! `depeche completions` and `depeche man`: what a shell and `man` are given.

use std::process::Command;

use expect_test::{Expect, expect};

use crate::folder::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a1\", \"title\": \"Un\", \"source\": \"L'Écho du Nord\", \"text\": \"Le président Paul Martin parle.\"}\n\
         {\"id\": \"a2\", \"title\": \"Deux\", \"source\": \"Le Fanal\", \"text\": \"Le ministre Paul Durand et la ministre Anne Morel parlent.\"}\n\
         {\"id\": \"b3\", \"title\": \"Trois\", \"source\": \"Le Fanal\", \"text\": \"Le ministre Paul Durand se tait.\"}\n",
    );
    let run = folder.run(&["index", "a.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    folder
}

/// Has bash complete a line, given as bash splits it: a word a line.
fn in_bash(folder: &Folder, words: &str, expected: Expect) {
    let script = folder.run(&["completions", "bash"]);
    assert_eq!((script.code, script.stderr.as_str()), (0, ""));
    folder.write("completions.bash", &script.stdout);
    let call = "source completions.bash\n\
                COMP_WORDS=(depeche \"$@\") COMP_CWORD=$#\n\
                _depeche \"$DEPECHE\" \"${COMP_WORDS[COMP_CWORD]}\"\n\
                printf '%s\\n' \"${COMPREPLY[@]}\"";
    let command = folder.command(&[]);
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", call, "bash"])
        .args(words.split('\n'));
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bash.env(name, value),
            None => bash.env_remove(name),
        };
    }
    bash.env("DEPECHE", env!("CARGO_BIN_EXE_depeche"));
    let output = bash.current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    expected.assert_eq(&String::from_utf8(output.stdout).unwrap());
}

#[test]
fn bash_completes_what_the_archive_holds() {
    let folder = folder();
    in_bash(
        &folder,
        "sea",
        expect![[r#"
        search
    "#]],
    );
    in_bash(
        &folder,
        "facets\n--by\np",
        expect![[r#"
            pays
            pays_principal
            personne
        "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--pays\ncorée",
        expect![[r#"
        Corée\ du\ Nord
        Corée\ du\ Sud
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--personne\n",
        expect![[r#"
        Paul\ Durand
        Anne\ Morel
        Paul\ Martin
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--person\npaul\\ d",
        expect![[r#"
        Paul\ Durand
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--personne\n\"Paul ",
        expect![[r#"
        Paul Durand
        Paul Martin
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--personne\nmorel",
        expect![[r#"
        Anne\ Morel
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--personne\n'Anne Morel|Paul D",
        expect![[r#"
            Anne Morel|Paul Durand
        "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--source\n=\nl",
        expect![[r#"
        Le\ Fanal
        L\'Écho\ du\ Nord
    "#]],
    );
    in_bash(
        &folder,
        "show\na",
        expect![[r#"
        a1@l-echo-du-nord
        a2@le-fanal
    "#]],
    );
    // File names are bash's own.
    in_bash(
        &folder,
        "index\na.j",
        expect![[r#"
        a.jsonl
    "#]],
    );
    in_bash(
        &folder,
        "search\nx\n--archive\ndep",
        expect![[r#"
        depeche.archive
    "#]],
    );
}

#[test]
fn nothing_is_indexed_while_somebody_types() {
    let folder = Folder::new();
    folder.write("a.txt", "Un titre\n\nLe président Paul Martin parle.");
    let complete = |place: &[&str]| {
        let words = ["complete", "fish", "--", "search", "x"];
        let args: Vec<&str> = words
            .iter()
            .chain(place)
            .chain(&["--personne", "p"])
            .copied()
            .collect();
        let run = folder.run(&args);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert_eq!(complete(&["--in", "a.txt"]), "");
    assert!(!folder.path().join(".cache").exists());
    folder.run(&["search", "", "--in", "a.txt"]);
    assert_eq!(complete(&["--in", "a.txt"]), "Paul Martin\n");
    assert_eq!(complete(&["--archive", "rien"]), "");
}

#[test]
fn every_shell_has_a_script_that_calls_the_command() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(
            run.stdout.contains(&format!(" complete {shell} -- ")),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn the_manual_is_a_page_for_man() {
    let run = Folder::new().run(&["man"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let headings = run
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix(".SH "));
    expect![[r#"
        NAME
        SYNOPSIS
        DESCRIPTION
        OPTIONS
        INDEX
        FORMATS
        SEARCH
        FACETS
        SHOW
        ENTITIES
        STATS
        COMPLETIONS
        MAN
        "THE QUERY LANGUAGE"
        "EXIT STATUS"
        ENVIRONMENT
        VERSION"#]]
    .assert_eq(&headings.collect::<Vec<_>>().join("\n"));
}
