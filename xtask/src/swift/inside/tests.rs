//! The machine's own system serves as the root: nothing here needs Swift.

use super::*;

fn shell(script: &str, folder: &Path) -> Command {
    let mut shell = Command::new("bash");
    shell.args(["-euc", script]).current_dir(folder);
    shell
}

fn inside(native: &Command, folders: &[&Path]) -> Command {
    let privilege = Privilege::of_this_user().unwrap();
    try_out(privilege).unwrap();
    command(privilege, Path::new("/"), native, folders)
}

fn told(native: &Command) -> String {
    let output = inside(native, &[]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder of one test's own.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("kyotaku-inside-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_command_runs_in_its_folder_under_its_own_path_and_writes_there_as_its_user() {
    let folder = Folder::new("folder");
    let script = "pwd; echo written > file; id -u";
    let us = fs::metadata("/proc/self").unwrap().uid();
    assert_eq!(
        told(&shell(script, &folder.0)),
        format!("{}\n{us}\n", folder.0.display())
    );
    assert_eq!(fs::read_to_string(folder.0.join("file")).unwrap(), "written\n");
    assert_eq!(fs::metadata(folder.0.join("file")).unwrap().uid(), us);
}

#[test]
fn it_sees_the_variables_that_were_set_for_it_and_no_others() {
    let folder = Folder::new("variables");
    let mut native = shell("env", &folder.0);
    native.env("GIVEN", "a b=\"c\"").env_remove("HOME");
    let told = told(&native);
    assert!(told.contains("GIVEN=a b=\"c\"\n"), "{told}");
    assert!(!told.contains("CARGO"), "{told}");
}

#[test]
fn its_exit_code_is_the_commands() {
    let folder = Folder::new("code");
    let status = inside(&shell("exit 7", &folder.0), &[]).status().unwrap();
    assert_eq!(status.code(), Some(7));
}

#[test]
fn other_folders_are_seen_only_if_they_were_given() {
    let (folder, other) = (Folder::new("here"), Folder::new("there"));
    let mut native = shell("ls -d \"$OTHER\"", &folder.0);
    native.env("OTHER", &other.0);
    assert!(!inside(&native, &[]).output().unwrap().status.success());
    assert!(inside(&native, &[&other.0]).output().unwrap().status.success());
    native.env("TMPDIR", &other.0);
    assert!(
        inside(&native, &[]).output().unwrap().status.success(),
        "the folder for temporary files"
    );
}

#[test]
fn what_it_writes_elsewhere_is_refused_or_gone() {
    let folder = Folder::new("elsewhere");
    let name = format!("kyotaku-elsewhere-{}", std::process::id());
    let refused = shell(&format!("! touch /usr/{name} && ! touch /etc/{name}"), &folder.0);
    told(&refused);
    told(&shell(&format!("touch /tmp/{name}"), &folder.0));
    for place in ["/usr", "/etc", "/tmp"] {
        assert!(!Path::new(place).join(&name).exists(), "{place}");
    }
}

#[test]
fn no_mount_of_it_is_seen_outside() {
    let folder = Folder::new("mounts");
    let mounts = || fs::read_to_string("/proc/self/mountinfo").unwrap();
    let ours = |mounts: &str| {
        let is_ours = |line: &&str| line.contains("kyotaku-inside-mounts");
        mounts.lines().filter(is_ours).count()
    };
    let within = told(&shell("cat /proc/self/mountinfo", &folder.0));
    assert_eq!(ours(&within), 1, "{within}");
    assert_eq!(ours(&mounts()), 0);
}

#[test]
fn what_it_leaves_running_ends_with_it() {
    let folder = Folder::new("running");
    // It says its number as the machine has it, and would wait for ever.
    let script = "mkfifo never; (cat never & wait) & echo left";
    assert_eq!(told(&shell(script, &folder.0)), "left\n");
    assert_eq!(running_in(&folder.0), 0);
}

#[test]
fn it_ends_when_its_lifeline_does() {
    let folder = Folder::new("lifeline");
    let native = shell("mkfifo never; echo begun; cat never", &folder.0);
    let mut command = inside(&native, &[]);
    // The end of this pipe is what a killed xtask leaves.
    let (reader, writer) = pipe().unwrap();
    let child = command.stdin(reader).stdout(Stdio::piped()).spawn();
    drop(command);
    let mut child = child.unwrap();
    let mut line = String::new();
    let mut told = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut told, &mut line).unwrap();
    assert_eq!(line, "begun\n");
    assert_ne!(running_in(&folder.0), 0);

    drop(writer);
    assert_eq!(child.wait().unwrap().code(), Some(137));
    assert_eq!(running_in(&folder.0), 0);
}

/// How many processes of this machine are at work in this folder.
fn running_in(folder: &Path) -> usize {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter(|process| {
            fs::read_link(process.path().join("cwd"))
                .is_ok_and(|cwd| cwd.ends_with(folder.file_name().unwrap()))
        })
        .count()
}

#[test]
fn a_folder_in_another_is_seen_with_it() {
    let folders = ["/b", "/a/c", "/a", "/ab", "/a"].map(PathBuf::from);
    let seen = ["/a", "/ab", "/b"].map(PathBuf::from);
    assert_eq!(outermost(folders.into_iter()), seen);
}
