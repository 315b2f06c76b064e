//! `kyotaku service`: the stand-in for the online eligibility system, until it is told to stop.

use std::{path::Path, sync::Arc};

use kyotaku_service::{Config, Service, StartError, ports::SystemClock, proof::SurfaceAuthority};
use rustls_pki_types::{CertificateDer, pem::PemObject};
use serde_json::json;

use crate::{args::ServiceArguments, failure::Failure, output::say, until_stopped};

/// Serves until Ctrl-C or SIGTERM, then ends what is under way.
pub(crate) async fn run(arguments: ServiceArguments) -> Result<(), Failure> {
    let mut roots = Vec::new();
    for file in &arguments.roots {
        roots.extend(roots_in(file)?);
    }
    if arguments.sample {
        roots.push(kyotaku_card::pki::auth_root_der().to_vec());
    }
    // Dropped, and so removed, after the service has closed it.
    let folder;
    let database = match arguments.database {
        Some(file) => file,
        None => {
            folder = tempfile::tempdir().map_err(|error| {
                let what = format!("cannot make a temporary folder for the database: {error}");
                Failure::new(what, "Name a file with --database.")
            })?;
            folder.path().join("kyotaku.db")
        }
    };
    let config = Config {
        listen: arguments.listen,
        surface_authorities: if arguments.sample {
            let root = kyotaku_card::pki::surface_root();
            vec![SurfaceAuthority {
                key_id: root.key_id,
                key: root.key(),
            }]
        } else {
            Vec::new()
        },
        sample: arguments.sample,
        ..Config::new(database, roots)
    };
    let running = Service::start(config, Arc::new(SystemClock))
        .await
        .map_err(not_started)?;
    let address = format!("http://{}", running.address);
    let said = match arguments.json {
        true => say(&json!({ "address": address }).to_string()),
        false => say(&format!("The service is ready at {address}; Ctrl-C stops it.")),
    };
    let stopped = match said {
        Ok(()) if arguments.until_stdin_closes => tokio::select! {
            stopped = until_stopped() => stopped,
            () = until_stdin_closes() => Ok(()),
        },
        Ok(()) => until_stopped().await,
        Err(failure) => Err(failure),
    };
    running.shutdown().await;
    stopped
}

/// Waits until whoever holds the other end of standard input is gone.
async fn until_stdin_closes() {
    // What is written there is nobody's business; a failure is an end, too.
    let _ = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await;
}

fn not_started(error: StartError) -> Failure {
    match &error {
        StartError::NotLoopback(_) => Failure::new(error, "Listen on 127.0.0.1 or [::1]."),
        StartError::Listen { .. } => {
            Failure::missing(error, "Choose another port with --listen; 0 takes a free one.")
        }
        StartError::NoRoot => Failure::new(
            error,
            "Name one with --root, or take the test root with --sample.",
        ),
        StartError::Root(_) => Failure::new(error, "Check the files named with --root."),
        // The command line names none; the samples' is one that can be read.
        StartError::Authority(_) => Failure::new(error, "Report this: it is a fault of the program."),
        StartError::Store(_) => Failure::new(
            error,
            "Check what --database names: a file and its folder, or a PostgreSQL server and its settings.",
        ),
    }
}

/// The certificates in a file: all of a PEM text, or the one that the file is.
fn roots_in(file: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::new(
            format_args!("cannot read the root certificate {}: {error}", file.display()),
            "Check the name given with --root.",
        )
    })?;
    if !bytes.starts_with(b"-----BEGIN") && !bytes.windows(11).any(|window| window == b"\n-----BEGIN") {
        return Ok(vec![bytes]);
    }
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates
            .iter()
            .map(|certificate| certificate.to_vec())
            .collect()),
        Ok(_) | Err(_) => Err(Failure::new(
            format_args!("{} has no certificate that can be read", file.display()),
            "Give a certificate in PEM or DER with --root.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use kyotaku_card::pki::{auth_root_der, auth_root_pem};

    use super::*;

    #[test]
    fn a_root_is_read_from_pem_and_from_der() {
        let folder = tempfile::tempdir().unwrap();
        let (pem, der) = (folder.path().join("root.pem"), folder.path().join("root.der"));
        std::fs::write(&pem, format!("# a comment\n{}", auth_root_pem())).unwrap();
        std::fs::write(&der, auth_root_der()).unwrap();
        for file in [pem, der] {
            assert_eq!(roots_in(&file).unwrap(), [auth_root_der()]);
        }
    }

    #[test]
    fn a_file_that_is_not_there_or_has_no_certificate_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.pem");
        std::fs::write(&empty, "-----BEGIN NOTHING-----\n-----END NOTHING-----\n").unwrap();
        for file in [empty, folder.path().join("missing.pem")] {
            let failure = roots_in(&file).unwrap_err().to_string();
            assert!(failure.contains(".pem"), "{failure}");
        }
    }
}
