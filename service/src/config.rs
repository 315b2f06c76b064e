//! What the service is started with.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use crate::{proof::SurfaceAuthority, store::Place};

/// Settings of one running service.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen: an address of the loopback interface only, since the stand-in speaks HTTP without TLS.
    /// Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the data live: a SQLite file, or a PostgreSQL server.
    pub database: Place,
    /// The certificates of the roots that cards are trusted by, DER.
    pub roots: Vec<Vec<u8>>,
    /// The authorities whose word is taken for the keys that sign surface records (券面事項確認AP). With none, no check
    /// without the PIN is possible.
    pub surface_authorities: Vec<SurfaceAuthority>,
    /// Whether certificates of the JPKI test policy are accepted. Off, unless the roots are test roots.
    pub accept_test_policy: bool,
    /// How long a challenge can be used.
    pub challenge_life: Duration,
    /// How long after an eligibility check a consent can be registered under it.
    pub check_life: Duration,
    /// How long one request may take, the reading of its body included (which has five seconds of these).
    pub request_time: Duration,
    /// How long a client may take from connecting, or from the answer before, to the end of a request's head: an idle
    /// connection is closed after it, too.
    pub head_time: Duration,
    /// How long a client may take for an answer, from the first moment in which it takes nothing more.
    pub answer_time: Duration,
    /// How long the head of a request may be (its first line and its headers), in bytes.
    pub longest_head: usize,
    /// How many connections there are at once. Further ones wait to be accepted until one ends.
    pub connections: usize,
    /// Whether to load the made-up clinics and people of [`crate::sample`] if the database is empty.
    pub sample: bool,
}

impl Config {
    /// A service on a free loopback port: challenges live 10 minutes, checks 60, a request takes 10 seconds at
    /// most, so do its head and the taking of its answer, a head has 16 KiB, 512 connections, no authority for surface records, no test policy, no sample.
    pub fn new(database: impl Into<Place>, roots: Vec<Vec<u8>>) -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            database: database.into(),
            roots,
            surface_authorities: Vec::new(),
            accept_test_policy: false,
            challenge_life: Duration::from_secs(10 * 60),
            check_life: Duration::from_secs(60 * 60),
            request_time: Duration::from_secs(10),
            head_time: Duration::from_secs(10),
            answer_time: Duration::from_secs(10),
            longest_head: 16 * 1024,
            connections: 512,
            sample: false,
        }
    }
}
