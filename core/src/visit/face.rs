//! What a screen shows of its own; [`super::frame`] puts the frame around it.

use super::parts::Audience;

/// A screen's own view, and what the frame around it must know.
pub(super) struct Face<V> {
    pub(super) heading: String,
    pub(super) audience: Audience,
    /// Which of 入力, 確認, 完了 it is, from 0, on the screens of the consent form.
    pub(super) step: Option<u32>,
    pub(super) view: V,
    pub(super) back: bool,
    pub(super) cancel: bool,
}
