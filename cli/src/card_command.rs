//! `kyotaku card`: software cards in files, and one of them plugged into pcscd. Those over TCP are in
//! [`crate::card_server`].

use std::{
    hash::{BuildHasher, RandomState},
    io::{self, BufRead, Write},
    path::Path,
};

use kyotaku_card::{
    CardFileError, CardState, Carrier, Counter, FaultPlan, KeyState, NewCard, SoftCard,
    pcscd::{PcscdError, Stack},
    pki::{Serial, Validity},
    sample::{self, Certificate, OTHER_CARDS, PASSWORD, PIN, SAMPLES},
};
use serde_json::json;

use crate::{
    args::{CardArguments, CardCommand},
    card_server,
    failure::Failure,
    output::say,
    until_stopped,
};

/// Carries out one of the card commands.
pub(crate) async fn run(arguments: CardArguments) -> Result<(), Failure> {
    let Some(command) = arguments.command else {
        return card_server::order(arguments.orders);
    };
    match command {
        CardCommand::New {
            file,
            serial,
            pin_stdin,
        } => new(&file, serial.as_deref(), pin_stdin),
        CardCommand::Sample { slug, file } => sample_card(&slug, &file),
        CardCommand::Samples { json } => samples(json),
        CardCommand::Show { file, json } => show(&file, json),
        CardCommand::Serve { file: Some(file), .. } => serve(&file).await,
        CardCommand::Serve {
            file: None,
            folder,
            tcp,
            json,
        } => card_server::serve(folder, tcp, json).await,
    }
}

/// A card file that could not be opened or made.
pub(crate) fn unopened(file: &Path, error: &CardFileError) -> Failure {
    let to_do = match error {
        CardFileError::Exists => "Choose another name, or remove the file if the card is not needed.",
        CardFileError::NotFound => "Make one with `kyotaku card sample valid --file FILE`.",
        CardFileError::InUse => "End the program that uses it.",
        CardFileError::OtherCard => "Show a My Number card; `kyotaku card samples` lists them.",
        CardFileError::Malformed => "Make a new card with `kyotaku card new`.",
        CardFileError::Disk(_) => "Check the folder, its rights and the space on its disk.",
        CardFileError::Key(_) | CardFileError::Certificate(_) => "Try again, or report it.",
    };
    Failure::new(format_args!("{}: {error}", file.display()), to_do)
}

fn new(file: &Path, serial: Option<&str>, pin_stdin: bool) -> Result<(), Failure> {
    let serial = match serial {
        Some(text) => text
            .parse()
            .map_err(|error| Failure::new(error, "Give one with --serial, for example B00001."))?,
        None => serial_by_chance(),
    };
    let typed = if pin_stdin { Some(pin_from_stdin()?) } else { None };
    let validity = Validity::current(jiff::Timestamp::now())
        .map_err(|error| Failure::new(error, "Set the machine's clock."))?;
    let card = NewCard::new(
        serial,
        validity,
        typed.as_ref().map_or(PIN, |pin| pin.as_str()),
        PASSWORD,
    )
    .map_err(|error| Failure::new(error, "Give four digits on the first line of standard input."))?;
    SoftCard::create(file, &card).map_err(|error| unopened(file, &error))?;
    say(&format!("{}: a card with serial number {serial}", file.display()))
}

/// A serial number that no sample card has. It identifies a test card and protects nothing, so the standard library's
/// random keys will do.
fn serial_by_chance() -> Serial {
    loop {
        let number = RandomState::new().hash_one(0_u8) & 0x00ff_ffff;
        let serial = u32::try_from(number).ok().and_then(Serial::new);
        let sample = |serial: Serial| SAMPLES.iter().any(|sample| sample.serial.parse() == Ok(serial));
        if let Some(serial) = serial
            && !sample(serial)
        {
            return serial;
        }
    }
}

/// The first line of standard input.
pub(crate) fn pin_from_stdin() -> Result<zeroize::Zeroizing<String>, Failure> {
    let mut line = zeroize::Zeroizing::new(String::new());
    io::stdin().lock().read_line(&mut line).map_err(|error| {
        Failure::new(
            format_args!("cannot read the PIN: {error}"),
            "Give it on standard input.",
        )
    })?;
    Ok(zeroize::Zeroizing::new(line.trim_end().to_owned()))
}

fn sample_card(slug: &str, file: &Path) -> Result<(), Failure> {
    let card = sample::new_card(slug, jiff::Timestamp::now())
        .map_err(|error| Failure::new(error, "`kyotaku card samples` lists them."))?;
    SoftCard::create(file, &card).map_err(|error| unopened(file, &error))?;
    say(&format!(
        "{}: the sample card {slug}, PIN {PIN}, password {PASSWORD}",
        file.display()
    ))
}

fn samples(json: bool) -> Result<(), Failure> {
    if json {
        let samples: Vec<_> = SAMPLES
            .iter()
            .map(|sample| json!({"slug": sample.slug, "serial": sample.serial}))
            .chain(OTHER_CARDS.iter().map(|other| json!({"slug": other.slug})))
            .collect();
        return say(&json!(samples).to_string());
    }
    for sample in SAMPLES {
        let certificate = match sample.certificate {
            Certificate::Current => String::new(),
            Certificate::ExpiredMonthsAgo(months) => format!("  certificate expired {months} month(s) ago"),
            Certificate::OfTestPolicy => "  certificate of the test policy".to_owned(),
            Certificate::NotIssued => "  no certificates".to_owned(),
        };
        // The numbers of made-up cards are no secret: without them nobody could try the way without the PIN.
        let number = match sample.carrier {
            Carrier::Plastic => format!("  照合番号B {}", sample.matching_number()),
            Carrier::AndroidPhone | Carrier::Iphone => "  a phone".to_owned(),
        };
        say(&format!(
            "{:<30}{}{number}{certificate}",
            sample.slug, sample.serial
        ))?;
    }
    for other in OTHER_CARDS {
        say(&format!("{:<30}no My Number card", other.slug))?;
    }
    Ok(())
}

fn show(file: &Path, json: bool) -> Result<(), Failure> {
    let state = SoftCard::look_at(file).map_err(|error| unopened(file, &error))?;
    let text = match json {
        true => serde_json::to_string(&state)
            .map_err(|error| Failure::new(format_args!("cannot write JSON: {error}"), "Leave out --json."))?,
        false => shown(&state),
    };
    say(&text)
}

fn shown(state: &CardState) -> String {
    let key = |title: &str, secret: &str, key: &KeyState| {
        let certificate = match &key.certificate {
            Some(certificate) => format!(
                "  subject     {}\n  serial      {}\n  valid       {} to {}",
                certificate.subject, certificate.serial, certificate.not_before, certificate.not_after
            ),
            None => "  no certificate".to_owned(),
        };
        format!(
            "{title}\n{certificate}\n  {secret:<11} {} of {} tries left",
            key.tries_left, key.tries
        )
    };
    let mut parts = vec![
        key(
            "利用者証明用電子証明書 (user authentication)",
            "PIN",
            &state.authentication,
        ),
        key("署名用電子証明書 (signature)", "password", &state.signature),
    ];
    if let Some(surface) = &state.surface {
        let counter = |Counter { tries_left, tries }| format!("{tries_left} of {tries} tries left");
        parts.push(format!(
            "券面事項確認 (surface)\n  照合番号B   {}\n  照合番号A   {}\n  birth date  {}",
            counter(surface.number_b),
            counter(surface.number_a),
            counter(surface.birth_date)
        ));
    }
    parts.join("\n")
}

/// Plugs the card in and waits for Ctrl-C or SIGTERM. Starts pcscd if none runs, and ends that again.
async fn serve(file: &Path) -> Result<(), Failure> {
    let card = SoftCard::open(file).map_err(|error| unopened(file, &error))?;
    // Taking a turn, starting and plugging block.
    let (stack, plugged) = tokio::task::spawn_blocking(|| {
        let stack = Stack::take(|| {
            // Whoever looks at standard output wants to know when it is plugged in, and that comes later.
            let waiting = "kyotaku: another program has the virtual reader; waiting for it to end";
            let _ = writeln!(io::stderr().lock(), "{waiting}");
        })?;
        let plugged = stack.plug(card, FaultPlan::none())?;
        Ok((stack, plugged))
    })
    .await
    .map_err(|error| {
        Failure::new(
            format_args!("plugging the card in broke off: {error}"),
            "Try again.",
        )
    })?
    .map_err(no_stack)?;
    let told = say(&format!(
        "{}: plugged into pcscd; Ctrl-C takes it out",
        file.display()
    ));
    let stopped = match told {
        Ok(()) => until_stopped().await,
        Err(failure) => Err(failure),
    };
    drop(plugged.unplug());
    drop(stack);
    stopped
}

fn no_stack(error: PcscdError) -> Failure {
    let to_do = match &error {
        PcscdError::NotInstalled { .. } => "Install it and try again.",
        PcscdError::NoPermission => "Start pcscd as root, or run this as root.",
        PcscdError::NoVirtualReader => "Then try again.",
        PcscdError::VpcdPortBusy => "End the other program and try again.",
        PcscdError::NotReady | PcscdError::System(_) => "Look at pcscd's log and try again.",
    };
    Failure::missing(error, to_do)
}
