//! A visit on a card that listens on this machine, as an emulator's shell starts one. Debug builds only.

#![cfg(debug_assertions)]

use std::{net::TcpListener, sync::Arc};

use kyotaku_bindings::{Kyotaku, Observer, ObserverError, Settings, StartError};
use kyotaku_core::{
    card::Antenna,
    origin::{Channel, Origin},
};

struct Unobserved;

impl Observer for Unobserved {
    fn changed(&self) -> Result<(), ObserverError> {
        Ok(())
    }
}

fn started_on(address: &str, service: &str) -> Result<Kyotaku, StartError> {
    let settings = Settings {
        service: service.to_owned(),
        token: "TEST-ONLY".to_owned(),
        origin: Origin {
            channel: Channel::VisitApp,
            app: "kyotaku-test".to_owned(),
            version: "0.0.1".to_owned(),
            device: "emulator".to_owned(),
        },
        trusted_roots: None,
        antenna: Antenna::Unknown,
        interrupted: None,
    };
    Kyotaku::with_software_card(settings, address.to_owned(), Arc::new(Unobserved))
}

#[test]
fn a_visit_starts_on_a_card_at_an_address_whether_or_not_one_listens_there() {
    // It takes the call and never answers. One that refused it would change the first screen, now or a moment later.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let service = format!("http://{}/", silent.local_addr().expect("its address"));
    for address in ["127.0.0.1:35963", "10.0.2.2:35963", "[::1]:35963"] {
        let visit = started_on(address, &service).unwrap_or_else(|why| panic!("{address}: {why}"));
        assert_eq!(visit.view().heading, "資格確認");
        visit.close();
    }
}

#[test]
fn an_address_that_is_none_is_refused_and_not_repeated() {
    for address in [
        "",
        "127.0.0.1",
        "localhost:35963",
        "127.0.0.1:card",
        "http://127.0.0.1:35963/",
    ] {
        // Nobody listens there, and nobody has to: no visit starts.
        let refused = started_on(address, "http://127.0.0.1:1/")
            .map(|_| ())
            .expect_err("it is no address");
        assert_eq!(refused, StartError::CardAddress, "{address}");
        assert!(address.is_empty() || !refused.to_string().contains(address));
    }
}
