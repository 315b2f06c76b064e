//! `kyotaku-stage`: sets scenes over HTTP until its standard input closes.

use std::{
    io::{self, Write},
    net::Ipv4Addr,
};

use kyotaku_stage::control::Control;
use serde_json::json;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let control = Control::default();
    let serving = tokio::spawn(axum::serve(listener, control.router()).into_future());
    let mut stdout = io::stdout();
    writeln!(stdout, "{}", json!({ "address": address }))?;
    stdout.flush()?;
    // Whoever started it is gone when this ends; what is written there is nobody's business.
    let _ = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await;
    // A request that hangs on purpose is not waited for.
    serving.abort();
    let _ = serving.await;
    control.strike_all().await
}
