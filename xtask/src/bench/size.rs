//! `cargo xtask bench size`: how large the library is as it ships, and what it is made of.

use std::{collections::BTreeMap, fs, io, path::Path, process::Command};

use super::{
    release_library,
    symbols::{self, Bytes},
};

/// Fewer bytes than this are no line of their own.
const SMALL: u64 = 16 * 1024;

/// Sections by what they hold.
const PARTS: &[(&str, &[&str])] = &[
    ("code", &[".text", ".plt", ".init", ".fini"]),
    ("constants", &[".rodata"]),
    (
        "how to unwind a panic",
        &[".eh_frame", ".eh_frame_hdr", ".gcc_except_table"],
    ),
    (
        "pointers, and how to relocate them",
        &[".data.rel.ro", ".rela.dyn", ".rela.plt", ".got", ".got.plt"],
    ),
];

/// Builds the library in the folder, and prints the tables.
pub(crate) fn measure(folder: &Path) -> io::Result<()> {
    print(&release_library(folder, &[])?)
}

fn print(library: &Path) -> io::Result<()> {
    let stripped = library.with_extension("stripped.so");
    output("strip", &["--strip-all", "-o"], &[&stripped, library])?;
    let whole = fs::metadata(&stripped)?.len();
    let report = output("size", &["-A"], &[&stripped])?;
    let sections = sections(&report);
    fs::remove_file(&stripped)?;
    let crates = symbols::by_crate(&output("nm", &["--print-size", "--defined-only"], &[library])?);

    println!("Stripped: {whole} bytes\n\n| part | KiB |\n|---|---:|");
    let mut rest = whole;
    for (part, names) in PARTS {
        let bytes = names.iter().filter_map(|name| sections.get(*name)).sum();
        rest = rest.saturating_sub(bytes);
        println!("| {part} | {} |", kib(bytes));
    }
    println!("| the rest: names of exports, headers, gaps | {} |", kib(rest));

    println!("\n| crate | code, KiB | named data, KiB |\n|---|---:|---:|");
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.code + bytes.data));
    let (large, small): (Vec<_>, Vec<_>) = crates
        .into_iter()
        .partition(|(_, bytes)| bytes.code + bytes.data >= SMALL);
    for (name, bytes) in &large {
        println!("| {name} | {} | {} |", kib(bytes.code), kib(bytes.data));
    }
    let together = small.iter().fold(Bytes::default(), |sum, (_, bytes)| Bytes {
        code: sum.code + bytes.code,
        data: sum.data + bytes.data,
    });
    println!(
        "| {} smaller ones | {} | {} |",
        small.len(),
        kib(together.code),
        kib(together.data)
    );
    Ok(())
}

/// Names and sizes, from `size -A`: name, size and address on a line.
fn sections(size: &str) -> BTreeMap<&str, u64> {
    let line = |line| {
        let mut fields = str::split_whitespace(line);
        Some((fields.next()?, fields.next()?.parse().ok()?))
    };
    size.lines().filter_map(line).collect()
}

fn kib(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no library has 2^52 bytes")]
    let kib = bytes as f64 / 1024.0;
    format!("{kib:.0}")
}

/// What a program of binutils prints.
fn output(program: &str, arguments: &[&str], files: &[&Path]) -> io::Result<String> {
    let output = Command::new(program).args(arguments).args(files).output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let why = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!("{program}: {}", why.trim())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read_by_name_and_what_is_none_is_passed_over() {
        let report =
            "lib.so  :\nsection    size    addr\n.text      4660    66\n.rodata    7   12\nTotal  4667\n\n";
        let sections = sections(report);
        assert_eq!((sections[".text"], sections[".rodata"]), (4660, 7));
        assert!(!sections.contains_key("section"));
    }
}
