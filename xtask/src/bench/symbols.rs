//! What a library is made of, by the symbols of an unstripped build: which crate each comes from, as far as its name says.

use std::collections::BTreeMap;

/// Bytes of code and of named data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes {
    pub(crate) code: u64,
    pub(crate) data: u64,
}

/// Rust's own library, and the crates that are linked into it.
const STD: &[&str] = &[
    "std",
    "core",
    "alloc",
    "addr2line",
    "compiler_builtins",
    "gimli",
    "hashbrown",
    "miniz_oxide",
    "object",
    "panic_unwind",
    "rustc_demangle",
];

/// Bytes by crate, from `nm --print-size`: address, size, kind and name on a line.
pub(crate) fn by_crate(nm: &str) -> BTreeMap<String, Bytes> {
    let mut crates = BTreeMap::<String, Bytes>::new();
    for line in nm.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [_, size, kind, name] = fields[..] else {
            continue;
        };
        let Ok(size) = u64::from_str_radix(size, 16) else {
            continue;
        };
        let bytes = crates.entry(crate_of(name)).or_default();
        match kind {
            "t" | "T" | "w" | "W" => bytes.code += size,
            "r" | "R" | "d" | "D" => bytes.data += size,
            // Takes no place in the file.
            _ => {}
        }
    }
    crates
}

/// The crate that a symbol's name begins with; of a method, the one of the type before that of the trait. What
/// instantiates a generic function is not in its name.
fn crate_of(symbol: &str) -> String {
    let named = if let Some(path) = symbol.strip_prefix("_ZN") {
        crates_of_a_legacy_path(path)
    } else if let Some(path) = symbol.strip_prefix("_R") {
        crates_of_a_path(path)
    } else if symbol.contains("uniffi") || symbol.contains("UNIFFI") || symbol.starts_with("ffi_kyotaku") {
        return "(UniFFI's exports)".to_owned();
    } else if symbol.starts_with("anon.") || symbol.starts_with(".L") {
        return "(unnamed)".to_owned();
    } else {
        // Nothing else in the library is in C.
        return "ring (C and assembly)".to_owned();
    };
    let is_std = |name: &&String| STD.contains(&name.as_str());
    match named.iter().find(|name| !is_std(name)) {
        Some(name) => name.clone(),
        None => "std".to_owned(),
    }
}

/// The first parts of the paths in a symbol of the form `_ZN4core3ptr…`: a number and as many characters, repeatedly.
fn crates_of_a_legacy_path(mut path: &str) -> Vec<String> {
    let mut words = Vec::new();
    while let Some((word, rest)) = counted(path) {
        words.push(word);
        path = rest;
    }
    let text = words
        .join("::")
        .replace("..", "::")
        .replace("$LT$", "<")
        .replace("$u20$", " ");
    let mut named = Vec::new();
    let mut goes_on = false;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_') {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        if !goes_on && word.ends_with(':') && !name.is_empty() {
            named.push(name.to_owned());
        }
        goes_on = word.ends_with(':');
    }
    named
}

/// The crates in a symbol of the form `_RNvNtCs1234_4core3ptr…`: `Cs`, a number in base 62, `_`, and a name with its length.
fn crates_of_a_path(path: &str) -> Vec<String> {
    let roots = path.match_indices("Cs").filter_map(|(start, _)| {
        let (number, after) = path[start + 2..].split_once('_')?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let (name, _) = counted(after)?;
        is_number.then(|| name.to_owned())
    });
    roots.collect()
}

/// A number, and as many characters after it.
fn counted(text: &str) -> Option<(&str, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length: usize = text[..digits].parse().ok()?;
    text[digits..].split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_belongs_to_the_first_crate_in_its_name_that_is_not_rusts_own() {
        for (symbol, expected) in [
            ("_ZN5tokio7runtime4park5inner17h0123456789abcdefE", "tokio"),
            (
                "_ZN4core3ptr50drop_in_place$LT$hyper_util..client..Connected$GT$17h0123456789abcdefE",
                "hyper_util",
            ),
            (
                "_ZN73_$LT$rustls..client..hs..Hello$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE",
                "rustls",
            ),
            ("_ZN4core5slice4sort9quicksort17h0123456789abcdefE", "std"),
            (
                "_ZN49_$LT$T$u20$as$u20$core..convert..Into$LT$U$GT$$GT$4into17h0123456789abcdefE",
                "std",
            ),
            ("_RNvMs_NtCsjrHSEGnQ3l9_3std9backtraceNtB4_7Context3new", "std"),
            (
                "_RINvNtCsgEmfK2I1SDS_4core3ptr13drop_in_placeNtCs4X4t9plMPHF_4jiff4SpanE",
                "jiff",
            ),
            (
                "uniffi_kyotaku_bindings_fn_method_kyotaku_view",
                "(UniFFI's exports)",
            ),
            ("anon.afbac7e3.14.llvm.934", "(unnamed)"),
            (
                "ring_core_0_17_14__chacha20_poly1305_open_avx2",
                "ring (C and assembly)",
            ),
        ] {
            assert_eq!(crate_of(symbol), expected, "{symbol}");
        }
    }

    #[test]
    fn code_and_data_are_told_apart_and_what_takes_no_place_is_not_counted() {
        let nm = "0000000000000010 0000000000000020 t _ZN5tokio1a17h0E\n\
                  0000000000000030 0000000000000003 r _ZN5tokio1b17h0E\n\
                  0000000000000040 0000000000000100 b _ZN5tokio1c17h0E\n\
                  \x20                U memcpy\n";
        let crates = by_crate(nm);
        let tokio = Bytes { code: 0x20, data: 3 };
        assert_eq!(
            crates.into_iter().collect::<Vec<_>>(),
            [("tokio".to_owned(), tokio)]
        );
    }
}
