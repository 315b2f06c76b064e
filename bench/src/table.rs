//! The table, in Markdown, with the numbers of the model under it.

use kyotaku_card::Exchanged;

use crate::{
    contender::Line,
    field::{FIELD, Field},
};

pub(crate) fn of(lines: &[Line]) -> String {
    let mut table = String::from(
        "| program | exchanges | secrets presented | bytes to the card | from the card | on the air, ms | in all, ms | what it did |\n\
         |---|---:|---:|---:|---:|---:|---:|---|\n",
    );
    for line in lines {
        table += &row(line);
    }
    table + "\n" + &model(&FIELD)
}

fn row(line: &Line) -> String {
    let exchanges = &line.exchanges;
    let sent: usize = exchanges.iter().map(|exchange| exchange.sent).sum();
    let received: usize = exchanges.iter().filter_map(|exchange| exchange.received).sum();
    format!(
        "| {} | {} | {} | {sent} | {received} | {:.0} | **{:.0}** | {} |\n",
        line.name,
        exchanges.len(),
        exchanges
            .iter()
            .filter(|exchange| Exchanged::presents_a_secret(exchange))
            .count(),
        FIELD.air(exchanges),
        FIELD.whole(exchanges),
        line.remark,
    )
}

/// From the numbers themselves, so that the words cannot differ from them.
fn model(field: &Field) -> String {
    format!(
        "The model: {:.0} bit/s; {:.0} units a byte, {:.0} a frame; {} bytes of each block are its own, a frame has at most {} \
         and a longer command or answer is chained, each block but the last acknowledged; {} ms between two frames; {:.0} ms \
         an exchange for phone, controller and card; {:.0} ms of the card's for a secret, {:.0} ms for a signature. \
         `bench/src/field.rs` says where each comes from.\n",
        field.bits_a_second,
        field.units_a_byte,
        field.units_a_frame,
        field.block_overhead,
        field.largest_frame,
        field.turn,
        field.exchange,
        field.verify,
        field.sign,
    )
}
