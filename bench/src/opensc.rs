//! OpenSC's tools, unmodified, as they come with the system.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use kyotaku_card::sample;

use crate::{
    Failure,
    contender::{Brought, Place},
};

/// One process: it logs in, signs, and writes the certificate to its standard output.
pub(crate) fn pkcs11_tool(place: &Place) -> Result<Brought, Failure> {
    let [message, signature] = files(place, ["message", "signature"]);
    fs::write(&message, place.message.as_bytes())?;
    run("pkcs11-tool", |command| {
        command
            .args(["--module", &pkcs11_module()?, "--slot-description", &place.reader])
            .args(["--login", "--pin", sample::PIN, "--id", "01"])
            .args(["--sign", "--mechanism", "SHA256-RSA-PKCS", "--input-file"])
            .arg(&message)
            .arg("--output-file")
            .arg(&signature);
        Ok(())
    })?;
    Ok(Brought {
        // It reads the certificate to know the key, and keeps it to itself.
        certificate: None,
        signature: fs::read(signature)?,
    })
}

/// Two processes: one reads the certificate, one signs.
pub(crate) fn pkcs15_tools(place: &Place) -> Result<Brought, Failure> {
    let [message, digest, certificate, der, signature] = files(
        place,
        [
            "message",
            "digest",
            "certificate.pem",
            "certificate.der",
            "signature",
        ],
    );
    fs::write(&message, place.message.as_bytes())?;
    run("openssl", |command| {
        command
            .args(["dgst", "-sha256", "-binary", "-out"])
            .arg(&digest)
            .arg(&message);
        Ok(())
    })?;
    run("pkcs15-tool", |command| {
        command
            .args(["--reader", &place.reader, "--read-certificate", "1", "--output"])
            .arg(&certificate);
        Ok(())
    })?;
    run("pkcs15-crypt", |command| {
        command
            .args([
                "--reader",
                &place.reader,
                "--sign",
                "--key",
                "1",
                "--pin",
                sample::PIN,
            ])
            .args(["--sha-256", "--pkcs1", "--raw", "--input"])
            .arg(&digest)
            .arg("--output")
            .arg(&signature);
        Ok(())
    })?;
    run("openssl", |command| {
        command
            .args(["x509", "-outform", "DER", "-in"])
            .arg(&certificate)
            .arg("-out")
            .arg(&der);
        Ok(())
    })?;
    Ok(Brought {
        certificate: Some(fs::read(der)?),
        signature: fs::read(signature)?,
    })
}

fn files<const N: usize>(place: &Place, names: [&str; N]) -> [PathBuf; N] {
    names.map(|name| place.folder.path().join(name))
}

/// Where Debian's package has it.
fn pkcs11_module() -> Result<String, Failure> {
    [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib",
    ]
    .iter()
    .map(|folder| format!("{folder}/opensc-pkcs11.so"))
    .find(|path| Path::new(path).exists())
    .ok_or_else(|| "opensc-pkcs11.so is missing (apt-get install opensc opensc-pkcs11)".into())
}

fn run(program: &str, arguments: impl FnOnce(&mut Command) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut command = Command::new(program);
    arguments(&mut command)?;
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}
