//! Connections, from being accepted to being closed: how many there are, and how long a client may let one wait. It is what
//! `axum::serve` does, which has no limits.
//!
//! A client's time is limited in each direction: for the head of a request ([`Limits::head_time`]), for its body
//! ([`super::body::BODY_TIME`]), and for taking the answer ([`Limits::answer_time`]); between them it is the service's own
//! time that runs (`Config::request_time`).

use std::{io, pin::pin, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use super::taken_in_time::TakenInTime;

/// How long nothing is accepted after the system had no room for another connection.
const UNTIL_THE_NEXT_TRY: Duration = Duration::from_secs(1);

/// The least that hyper buffers of a connection.
const LEAST_BUFFER: usize = 8 * 1024;

/// What clients may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// From connecting, or from the answer before, to the end of a request's head.
    pub(crate) head_time: Duration,
    /// From the first moment in which the client takes nothing more, to the end of the answer.
    pub(crate) answer_time: Duration,
    /// How long a head may be, in bytes.
    pub(crate) longest_head: usize,
    /// How many connections there are at once. Further ones wait to be accepted.
    pub(crate) connections: usize,
}

/// Serves until `stop`; then it lets the requests that are under way end, and all connections with them. Dropped, it
/// breaks them off.
pub(crate) async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.longest_head)
        // What is buffered of a head that has no end yet.
        .max_buf_size(limits.longest_head.max(LEAST_BUFFER));
    let service = TowerToHyperService::new(router);
    let stopping = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            _ = &mut stop => break,
            Some(_) = connections.join_next() => continue,
            accepted = accept(&listener), if connections.len() < limits.connections => accepted,
        };
        let io = TokioIo::new(TakenInTime::new(accepted, limits.answer_time));
        let connection = stopping.watch(http.serve_connection(io, service.clone()));
        connections.spawn(async move {
            // What hyper says of an error is fixed text.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection was broken off");
            }
        });
    }
    drop(listener);
    stopping.shutdown().await;
}

/// The next connection. That one client broke off before it was accepted, or that the system has no room, is no reason to
/// stop.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(UNTIL_THE_NEXT_TRY).await;
            }
        }
    }
}

fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests;
