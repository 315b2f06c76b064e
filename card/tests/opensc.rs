//! Unmodified OpenSC, over the real pcscd and the real vpcd driver, takes the software card for a My Number card.
//!
//! Needs Debian's pcscd, vsmartcard-vpcd, opensc and openssl; without them the tests fail and say so. They take turns
//! with everything else on the machine that wants pcscd.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use kyotaku_card::{Fault, FaultPlan, SoftCard, pcscd::Stack, pki, sample, soft_card::Quirks, vpcd::Plugged};

const PACKAGES: &str = "this test needs Debian's packages pcscd vsmartcard-vpcd opensc opensc-pkcs11 openssl";

/// The stack with a sample card in its reader. The card goes before the stack does.
struct Bench {
    card: Plugged,
    stack: Stack,
    folder: tempfile::TempDir,
    reader: String,
}

impl Bench {
    fn new() -> Self {
        Self::with_card(in_memory)
    }

    fn with_card(card: impl FnOnce(&Path) -> SoftCard) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stack = Stack::take(|| {}).unwrap_or_else(|error| panic!("{error}; {PACKAGES}"));
        let card = stack.plug(card(folder.path()), FaultPlan::none()).unwrap();
        let reader = full_reader_name(stack.reader_name());
        Self {
            card,
            stack,
            folder,
            reader,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs an OpenSC tool on our reader and no other: there could be a real card in a real one, whose tries are not
    /// ours to spend.
    fn opensc(&self, tool: &str, arguments: &[&str]) -> Output {
        run(Command::new(tool)
            .args(["--reader", &self.reader])
            .args(arguments))
    }

    /// Runs pkcs11-tool on our reader and no other.
    fn pkcs11(&self, arguments: &[&str]) -> Output {
        let slot = ["--module", &pkcs11_module(), "--slot-description", &self.reader];
        run(Command::new("pkcs11-tool").args(slot).args(arguments))
    }
}

/// The name that PC/SC gives to the reader of ours that has the card: pcscd appends numbers.
fn full_reader_name(beginning: &str) -> String {
    let list = succeeded(&run(Command::new("opensc-tool").arg("--list-readers")));
    list.lines()
        .filter(|line| line.split_whitespace().nth(1) == Some("Yes"))
        .find_map(|line| line.find(beginning).map(|at| line[at..].trim().to_owned()))
        .unwrap_or_else(|| panic!("no reader {beginning} with a card in it:\n{list}"))
}

fn in_memory(_folder: &Path) -> SoftCard {
    sample::card("valid", now()).unwrap()
}

fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Runs a program to its end; one that hangs fails the test instead of hanging it.
fn run(command: &mut Command) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; {PACKAGES}"));
    let deadline = Instant::now() + Duration::from_secs(60);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("{program} hangs: {:?}", child.wait_with_output());
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn openssl(arguments: &[&str]) -> Output {
    run(Command::new("openssl").args(arguments))
}

fn pkcs11_module() -> String {
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib",
    ];
    folders
        .iter()
        .map(|folder| format!("{folder}/opensc-pkcs11.so"))
        .find(|path| Path::new(path).exists())
        .unwrap_or_else(|| panic!("opensc-pkcs11.so is missing; {PACKAGES}"))
}

fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[track_caller]
fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}: {}", output.status, text(output));
    text(output)
}

fn text_of(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn opensc_names_the_jpki_driver() {
    let bench = Bench::new();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}

#[test]
fn the_certificate_is_read_and_openssl_takes_it_for_one_of_the_roots() {
    let bench = Bench::new();
    let certificate = bench.path("certificate.pem");
    let root = bench.path("root.pem");
    let read = bench.opensc(
        "pkcs15-tool",
        &["--read-certificate", "1", "--output", text_of(&certificate)],
    );
    succeeded(&read);
    fs::write(&root, pki::auth_root_pem()).unwrap();
    succeeded(&openssl(&[
        "verify",
        "-x509_strict",
        "-purpose",
        "sslclient",
        "-CAfile",
        text_of(&root),
        text_of(&certificate),
    ]));
    let seen = succeeded(&openssl(&[
        "x509",
        "-in",
        text_of(&certificate),
        "-noout",
        "-text",
    ]));
    for part in [
        "(0xa00001)",
        "sha256WithRSAEncryption",
        "C = JP, O = KYOTAKU-TEST",
        "TLS Web Client Authentication",
        "X509v3 Certificate Policies: critical",
        "1.2.392.200149.8.5.1.0.30",
        "OCSP - URI:",
        "(2048 bit)",
    ] {
        assert!(seen.contains(part), "{part} is not in:\n{seen}");
    }
    assert!(
        !seen.contains("Subject Alternative Name") && !seen.contains("Basic Constraints"),
        "{seen}"
    );
}

#[test]
fn a_wrong_pin_leaves_two_tries_on_the_card_and_on_the_disk() {
    let mut path = PathBuf::new();
    let bench = Bench::with_card(|folder| {
        path = folder.join("card.json");
        SoftCard::create(&path, &sample::new_card("valid", now()).unwrap()).unwrap()
    });
    let wrong = bench.opensc(
        "pkcs15-tool",
        &["--auth-id", "1", "--verify-pin", "--pin", "9999"],
    );
    assert!(!wrong.status.success());
    assert!(
        text(&wrong).contains("PIN code or key incorrect"),
        "{}",
        text(&wrong)
    );
    let pins = succeeded(&bench.opensc("pkcs15-tool", &["--list-pins"]));
    assert!(pins.contains("Tries left     : 2"), "{pins}");
    assert_eq!(SoftCard::look_at(&path).unwrap().authentication.tries_left, 2);
    succeeded(&bench.opensc(
        "pkcs15-tool",
        &["--auth-id", "1", "--verify-pin", "--pin", "1234"],
    ));
    assert_eq!(SoftCard::look_at(&path).unwrap().authentication.tries_left, 3);
}

#[test]
fn pkcs11_logs_in_and_signs_and_openssl_verifies() {
    let bench = Bench::new();
    let [challenge, signature, certificate, key] =
        ["challenge.bin", "signature.bin", "certificate.pem", "key.pem"].map(|name| bench.path(name));
    fs::write(&challenge, b"a challenge").unwrap();
    succeeded(&bench.pkcs11(&[
        "--login",
        "--pin",
        "1234",
        "--id",
        "01",
        "--sign",
        "--mechanism",
        "SHA256-RSA-PKCS",
        "--input-file",
        text_of(&challenge),
        "--output-file",
        text_of(&signature),
    ]));
    succeeded(&bench.opensc(
        "pkcs15-tool",
        &["--read-certificate", "1", "--output", text_of(&certificate)],
    ));
    let public = openssl(&["x509", "-in", text_of(&certificate), "-noout", "-pubkey"]);
    succeeded(&public);
    fs::write(&key, &public.stdout).unwrap();
    let verified = openssl(&[
        "dgst",
        "-sha256",
        "-verify",
        text_of(&key),
        "-signature",
        text_of(&signature),
        text_of(&challenge),
    ]);
    assert!(succeeded(&verified).contains("Verified OK"));
    assert!(bench.card.exchanges() > 0);
}

#[test]
fn the_signature_key_signs_with_its_password() {
    let bench = Bench::new();
    let [message, signature] = ["message.bin", "signature.bin"].map(|name| bench.path(name));
    fs::write(&message, b"a message").unwrap();
    succeeded(&bench.opensc(
        "pkcs15-crypt",
        &[
            "--sign",
            "--key",
            "2",
            "--pin",
            "KYOTAKU1",
            "--sha-256",
            "--pkcs1",
            "--raw",
            "--input",
            &digest_file(&bench, &message),
            "--output",
            text_of(&signature),
        ],
    ));
    assert_eq!(fs::metadata(&signature).unwrap().len(), 256);
}

fn digest_file(bench: &Bench, message: &Path) -> String {
    let digest = bench.path("digest.bin");
    succeeded(&openssl(&[
        "dgst",
        "-sha256",
        "-binary",
        "-out",
        text_of(&digest),
        text_of(message),
    ]));
    text_of(&digest).to_owned()
}

#[test]
fn a_removed_card_is_gone_and_an_inserted_one_is_back() {
    let bench = Bench::new();
    bench.card.remove().unwrap();
    let absent = bench.opensc("opensc-tool", &["--atr"]);
    assert!(!absent.status.success(), "{}", text(&absent));
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--atr"])).trim(),
        "3b:88:80:01:00:00:05:e0:b3:81:a1:00:7f"
    );
}

#[test]
fn a_card_pulled_during_an_exchange_fails_it_and_can_be_put_back() {
    let bench = Bench::new();
    bench.card.plan(FaultPlan::at(2, Fault::PulledAfter));
    let pulled = bench.opensc("pkcs15-tool", &["--read-certificate", "1"]);
    assert!(
        !pulled.status.success() && !bench.card.is_in(),
        "{}",
        text(&pulled)
    );
    assert_eq!(bench.card.exchanges(), 2);
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}

#[test]
fn a_silent_card_holds_the_program_until_it_is_removed() {
    let bench = Bench::new();
    bench.card.plan(FaultPlan::at(2, Fault::Silent));
    thread::scope(|scope| {
        let reading = scope.spawn(|| bench.opensc("pkcs15-tool", &["--read-certificate", "1"]));
        while bench.card.exchanges() < 2 && !reading.is_finished() {
            thread::sleep(Duration::from_millis(10));
        }
        bench.card.remove().unwrap();
        assert!(!reading.join().unwrap().status.success());
    });
    assert_eq!(bench.card.exchanges(), 2);
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}

#[test]
fn a_card_that_wants_get_response_and_exact_lengths_is_read_too() {
    let quirks = Quirks {
        waits_for_get_response: true,
        insists_on_exact_length: true,
        ..Quirks::default()
    };
    let bench = Bench::with_card(|folder| in_memory(folder).with_quirks(quirks));
    succeeded(&bench.opensc("pkcs15-tool", &["--read-certificate", "1"]));
}

#[test]
fn the_stack_leaves_nothing_behind() {
    let bench = Bench::new();
    let own = bench.stack.is_own();
    drop(bench);
    // Had the first pcscd been left behind, the second stack would take it for somebody else's.
    let again = Stack::take(|| {}).unwrap();
    assert_eq!(again.is_own(), own, "{again:?}");
}

/// Set for a copy of this test program that takes the stack and waits to be killed.
const HOLDS_THE_STACK: &str = "KYOTAKU_TEST_HOLDS_THE_STACK";

#[test]
fn a_killed_holder_takes_its_pcscd_with_it() {
    if std::env::var_os(HOLDS_THE_STACK).is_some() {
        let stack = Stack::take(|| {}).unwrap();
        std::io::stdout()
            .write_all(format!("HOLDS {}\n", stack.is_own()).as_bytes())
            .unwrap();
        // Killed, or gone with its parent's end of the pipe.
        let _ = std::io::stdin().read(&mut [0]);
        return;
    }
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "a_killed_holder_takes_its_pcscd_with_it",
            "--nocapture",
        ])
        .env(HOLDS_THE_STACK, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    let held = lines
        .map_while(Result::ok)
        .find(|line| line.contains("HOLDS"))
        .expect("the copy takes the stack");
    holder.kill().unwrap();
    holder.wait().unwrap();
    let stack = Stack::take(|| {}).unwrap();
    assert_eq!(held.contains("true"), stack.is_own(), "{held}: {stack:?}");
    // A pcscd that was ended half-way would not let this one work.
    drop(
        stack
            .plug(sample::card("valid", now()).unwrap(), FaultPlan::none())
            .unwrap(),
    );
}
