//! A disk that is full, and has room again. The service is the real program with a real file, which may not grow for a while.

use kyotaku_core::eligibility::{ProblemKind, ServiceFault};
use rustix::process::{Resource, Rlimit, prlimit};

use super::{clinic::Clinic, service::Service};

/// More than the service has connections to its file: each of them meets the full disk.
const TRIES: usize = 12;

/// What the program may write of a file: no page of its journal fits.
const NOTHING: Option<u64> = Some(4096);

fn may_write(service: &Service, limit: Option<u64>) {
    let limit = Rlimit {
        current: limit,
        maximum: None,
    };
    prlimit(Some(service.pid()), Resource::Fsize, limit).unwrap();
}

fn is_refused<T>(outcome: Result<T, ServiceFault>) -> bool {
    matches!(outcome, Err(ServiceFault::Refused(problem)) if problem.kind() == Some(ProblemKind::StorageUnavailable))
}

#[tokio::test]
async fn while_it_is_full_nothing_is_receipted_and_as_soon_as_there_is_room_everything_is_stored_again() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start_without_signals_of_size(folder.path());
    let clinic = Clinic::at(&service.address);
    let request = clinic.filled_in().await;

    may_write(&service, NOTHING);
    for _ in 0..TRIES {
        let (challenge, other, registration) =
            tokio::join!(clinic.challenge(), clinic.challenge(), clinic.register(&request));
        assert!(is_refused(challenge) && is_refused(other) && is_refused(registration));
        // Who only asks is answered.
        clinic.settings().await.unwrap();
    }
    assert_eq!(registrations(folder.path()).await, 0);

    may_write(&service, None);
    for _ in 0..TRIES {
        clinic.challenge().await.unwrap();
    }
    let receipt = clinic.register(&request).await.unwrap();
    // The same key again, as an app does that is in doubt: it is the same registration.
    assert_eq!(clinic.register(&request).await.unwrap(), receipt);
    assert!(service.stop().success());
    assert_eq!(registrations(folder.path()).await, 1);
}

async fn registrations(folder: &std::path::Path) -> i64 {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}?mode=ro", folder.join("kyotaku.db").display());
    let mut past = <sqlx::AnyConnection as sqlx::Connection>::connect(&url)
        .await
        .unwrap();
    let count = "SELECT count(*) FROM registrations";
    sqlx::query_scalar(count).fetch_one(&mut past).await.unwrap()
}
