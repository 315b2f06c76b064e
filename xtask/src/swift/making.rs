//! Makes the Swift root: in a workshop beside its place, moved there when it is whole. One run makes it; others wait.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
    process,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use super::{
    inside, mirror,
    place::{Place, STAMP},
    privilege::Privilege,
    recipe,
};

/// What acts as root to make it.
pub(super) const SCRIPT: &str = include_str!("making.sh");

/// Nothing to do in most runs: then this takes a millisecond.
pub(super) fn make_if_missing(place: &Place, privilege: Privilege) -> Result<(), String> {
    if place.is_whole() {
        return Ok(());
    }
    let told = |error: io::Error| format!("{}: {error}", place.cache().display());
    fs::create_dir_all(place.cache()).map_err(told)?;
    // Held until this function ends, or this process, in whatever way.
    let lock = File::create(place.lock()).map_err(told)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!("xtask: another run is setting up Swift; waiting for it");
            lock.lock().map_err(told)?;
        }
        Err(TryLockError::Error(error)) => return Err(told(error)),
    }
    if place.is_whole() {
        return Ok(());
    }
    make(place, privilege)
}

/// Only for who holds the lock.
fn make(place: &Place, privilege: Privilege) -> Result<(), String> {
    for left in place.leftovers() {
        // What cannot be removed now is removed by a later run.
        let _ = as_root(privilege, &["rm", "-rf", "--", &name(&left)?]);
    }
    let mirror = mirror::find()?;
    eprintln!(
        "xtask: setting up Swift in {}: a minute or two, once",
        place.root().display()
    );
    let start = Instant::now();
    let workshop = place.workshop(&this_run());
    let made = make_in(&workshop, &mirror, privilege)
        .and_then(|()| try_out(&workshop, privilege))
        .and_then(|()| put_in_place(&workshop, place, privilege));
    // Moved or failed, the workshop has served.
    let _ = as_root(privilege, &["rm", "-rf", "--", &name(&workshop)?]);
    made?;
    eprintln!(
        "xtask: Swift is set up, in {:.1} s",
        start.elapsed().as_secs_f32()
    );
    Ok(())
}

fn make_in(workshop: &Path, mirror: &str, privilege: Privilege) -> Result<(), String> {
    let workshop = name(workshop)?;
    let stamp = recipe::text();
    let mut arguments = vec!["bash", "-euc", SCRIPT, "making", &workshop, mirror, STAMP, &stamp];
    let recipe = recipe::arguments();
    arguments.extend(recipe.iter().map(String::as_str));
    if as_root(privilege, &arguments) {
        Ok(())
    } else {
        Err("mmdebstrap failed; its reason stands above".into())
    }
}

/// A root in which the compiler does not start is of no use to anybody.
fn try_out(workshop: &Path, privilege: Privilege) -> Result<(), String> {
    let mut swift = process::Command::new("swift");
    swift.arg("--version").current_dir(workshop);
    let mut command = inside::command(privilege, &workshop.join("root"), &swift, &[]);
    match command.stdout(io::stderr()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the new Swift does not start: {status}")),
        Err(error) => Err(format!("the new Swift does not start: {error}")),
    }
}

fn put_in_place(workshop: &Path, place: &Place, privilege: Privilege) -> Result<(), String> {
    let root = name(place.root())?;
    // What is there is not whole: somebody began to delete it.
    let moved = as_root(privilege, &["rm", "-rf", "--", &root])
        && as_root(
            privilege,
            &["mv", "-T", "--", &name(&workshop.join("root"))?, &root],
        );
    if moved && place.is_whole() {
        Ok(())
    } else {
        Err(format!("the new root cannot be moved to {root}"))
    }
}

/// Runs a program as root to its end, and ends it if xtask ends before. Whether it went well.
fn as_root(privilege: Privilege, arguments: &[&str]) -> bool {
    let mut command = inside::supervised(privilege, arguments);
    command
        .stdout(io::stderr())
        .status()
        .is_ok_and(|status| status.success())
}

/// A name that no other run has: process ids return.
fn this_run() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}-{}", process::id(), now.as_nanos())
}

fn name(path: &Path) -> Result<String, String> {
    let name = path.to_str().map(str::to_owned);
    name.ok_or_else(|| format!("the cache folder's name is not UTF-8: {}", path.display()))
}
