//! `kyotaku-bindgen kotlin|swift LIBRARY CONFIG FOLDER`: writes the Kotlin or the Swift by which that library is called. Names
//! and settings are those of the configuration file, `uniffi.toml` at the workspace's root.
//!
//! A program of its own, so that the library has nothing of the generator in it. `cargo xtask bindings` runs it.

// Talking to whoever started it is this program's job.
#![allow(clippy::print_stderr)]

use std::{error::Error, process::ExitCode};

use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{
    GenerateOptions, SwiftBindingsOptions, TargetLanguage, generate, generate_swift_bindings,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [language, library, config, folder] = arguments.as_slice() else {
        eprintln!("usage: kyotaku-bindgen kotlin|swift LIBRARY CONFIG FOLDER");
        return ExitCode::from(2);
    };
    let written = match language.as_str() {
        "kotlin" => kotlin(library.into(), config.into(), folder.into()),
        "swift" => swift(library.into(), config.into(), folder.into()),
        other => Err(format!("there is no generator for {other}").into()),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("kyotaku-bindgen: {why:#}");
            ExitCode::FAILURE
        }
    }
}

fn kotlin(source: Utf8PathBuf, config: Utf8PathBuf, out_dir: Utf8PathBuf) -> Result<(), Box<dyn Error>> {
    Ok(generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source,
        out_dir,
        config_override: Some(config),
        format: false,
        crate_filter: None,
        metadata_no_deps: true,
    })?)
}

/// Sources, C headers and the one module map that names them all.
fn swift(source: Utf8PathBuf, config: Utf8PathBuf, out_dir: Utf8PathBuf) -> Result<(), Box<dyn Error>> {
    Ok(generate_swift_bindings(SwiftBindingsOptions {
        generate_swift_sources: true,
        generate_headers: true,
        generate_modulemap: true,
        source,
        out_dir,
        // As `ffi_module_name` in the configuration: the sources import it by this name.
        module_name: Some("KyotakuCoreFFI".to_owned()),
        modulemap_filename: Some("module.modulemap".to_owned()),
        config: Some(config),
        ..SwiftBindingsOptions::default()
    })?)
}
