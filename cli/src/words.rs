//! Every word that a person reads during a visit and that is the terminal's own: all else comes from the core.

/// The word of a caution, beside its message.
pub(crate) const CAUTION: &str = "注意";
/// The word of an alarm, beside its message.
pub(crate) const ALARM: &str = "警告";

/// The heading of the list of readers.
pub(crate) const READERS_HEADING: &str = "カードリーダーの選択";
/// Above several readers.
pub(crate) const CHOOSE_READER: &str = "使うカードリーダーを選んでください。";
/// No reader is attached. The list is looked at again by itself.
pub(crate) const CONNECT_READER: &str = "リーダーを接続してください。接続すると、自動的に次へ進みます。";
/// The machine's card service does not run.
pub(crate) const NO_CARD_SERVICE: &str =
    "カードリーダーのサービス（pcscd）が動いていません。起動すると、自動的に次へ進みます。";
/// The list of readers could not be had for another reason.
pub(crate) const READERS_UNKNOWN: &str =
    "カードリーダーを調べられません。接続し直してください。自動的にもう一度調べます。";

/// The keys that move the focus and press, on the last line. The keys of 戻る and 中止する follow with the view's words.
pub(crate) const KEYS: &str = "矢印・Tab 移動　Enter 決定";
/// The keys of the PIN pad.
pub(crate) const PIN_KEYS: &str = "数字 入力　Backspace 消す　Enter 次へ";
/// Leaving, where there is nothing to cancel.
pub(crate) const LEAVE: &str = "終了";
/// There is more below what is seen.
pub(crate) const MORE_BELOW: &str = "▼ 下に続きます　";
/// There is more above what is seen.
pub(crate) const MORE_ABOVE: &str = "▲ 上に続きます　";
/// There is more above and below.
pub(crate) const MORE_BOTH: &str = "▲▼ 上下に続きます　";
/// The program was asked once to leave.
pub(crate) const LEAVE_AGAIN: &str =
    "終了するには、もう一度 Ctrl-C か q を押してください。ほかのキーで戻ります。";

/// The terminal is narrower than the narrowest screen.
pub(crate) const TOO_NARROW: &str = "端末の幅を40桁以上に広げてください";

/// Only that reader was asked for, and it is not attached.
pub(crate) fn connect_named_reader(name: &str) -> String {
    format!("リーダー「{name}」を接続してください。接続すると、自動的に次へ進みます。")
}
