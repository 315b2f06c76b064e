//! The fields of a form, as browsers send them. Passwords are among them, so nothing of them is ever shown by `Debug`.

use std::fmt;

use axum::{
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
    http::header,
};

use super::{PageFault, secret::FORM_TOKEN};
use crate::http::body::LONGEST_BODY;

const FORM: &str = "application/x-www-form-urlencoded";

/// What was sent with a form.
#[derive(Clone)]
pub(crate) struct Fields(Vec<(String, String)>);

/// How many there are, and nothing else.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Fields", self.0.len())
    }
}

impl Fields {
    /// The value of a field that was sent once.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// The token that the form proves itself by.
    pub(crate) fn form_token(&self) -> Option<&str> {
        self.get(FORM_TOKEN)
    }

    /// The fields in a body.
    pub(crate) fn of(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageFault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, PageFault> {
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let media_type = media_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (essence, _) = media_type.split_once(';').unwrap_or((media_type, ""));
        if !essence.trim().eq_ignore_ascii_case(FORM) {
            return Err(PageFault::NoForm);
        }
        DefaultBodyLimit::max(LONGEST_BODY).apply(&mut request);
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| match rejection {
                BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
                    PageFault::TooLarge
                }
                _ => PageFault::NoForm,
            })?;
        Ok(Self::of(&bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_decoded_and_one_that_stands_twice_has_no_value() {
        let fields = Fields::of("name=%E8%A6%8B%E6%9C%AC+1&twice=a&twice=b&empty=".as_bytes());
        assert_eq!(fields.get("name"), Some("見本 1"));
        assert_eq!(fields.get("empty"), Some(""));
        assert_eq!(fields.get("twice"), None);
        assert_eq!(fields.get("absent"), None);
    }

    #[test]
    fn no_field_is_shown() {
        assert_eq!(format!("{:?}", Fields::of(b"password=secret")), "1 Fields");
    }
}
