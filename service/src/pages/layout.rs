//! The frame of every page, and how a page is answered. A page's template extends `templates/layout.html` and has a
//! field `frame` of the type [`Frame`].

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::fault::PageFault;

/// Whose pages they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// オン資WEB: the staff of a clinic.
    Clinic,
    /// The patient's own.
    Patient,
}

impl Site {
    /// The name in the header of each page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Clinic => "オン資WEB",
            Self::Patient => "わたしの情報提供",
        }
    }

    /// The site's first page.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Self::Clinic => "/web",
            Self::Patient => "/mine",
        }
    }

    /// Whose the page at this path is; nobody's where programs speak.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let is_under = |home: &str| {
            path.strip_prefix(home)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        [Self::Clinic, Self::Patient]
            .into_iter()
            .find(|site| is_under(site.home()))
    }
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// What the header calls them: of a clinic its name, and the account's.
    pub(crate) name: String,
    /// Where the form for signing out goes.
    pub(crate) sign_out: &'static str,
    /// The token of each form.
    pub(crate) form_token: String,
}

/// What is around the main part of a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) site: Site,
    /// The page's name: its one heading of the first level, and its title.
    pub(crate) title: String,
    /// What stands before the title in the browser's own bar, where a form has something wrong.
    pub(crate) title_prefix: &'static str,
    /// The pages above it, each with its path, the first one first.
    pub(crate) above: Vec<(&'static str, &'static str)>,
    pub(crate) visitor: Option<Visitor>,
}

impl Frame {
    /// A page that anybody may see.
    pub(crate) fn open(site: Site, title: &str) -> Self {
        Self {
            site,
            title: title.to_owned(),
            title_prefix: "",
            above: Vec::new(),
            visitor: None,
        }
    }

    /// A page of somebody who is signed in.
    pub(crate) fn of(site: Site, title: &str, visitor: Visitor) -> Self {
        Self {
            visitor: Some(visitor),
            ..Self::open(site, title)
        }
    }

    /// Below the site's first page, and below these.
    pub(crate) fn below(mut self, pages: &[(&'static str, &'static str)]) -> Self {
        self.above = vec![("メニュー", self.site.home())];
        self.above.extend(pages);
        self
    }

    /// With something wrong, which a reader of the title hears first.
    pub(crate) fn with_errors(mut self) -> Self {
        self.title_prefix = "エラー: ";
        self
    }

    /// The program's version, in the foot.
    pub(crate) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

/// A page as an answer.
pub(crate) fn draw(status: StatusCode, page: &impl Template) -> Result<Response, PageFault> {
    let text = page.render().map_err(|_| PageFault::Internal)?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// Sends the browser on to another page after a form was taken, so that loading that page again sends nothing twice.
pub(crate) fn see_other(path: &'static str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static(path));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_the_first_part_of_its_path() {
        for (path, site) in [
            ("/web", Some(Site::Clinic)),
            ("/web/settings", Some(Site::Clinic)),
            ("/mine", Some(Site::Patient)),
            ("/mine/", Some(Site::Patient)),
            ("/website", None),
            ("/v1/settings", None),
            ("/", None),
        ] {
            assert_eq!(Site::of_path(path), site, "{path}");
        }
    }
}
