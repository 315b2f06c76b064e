//! The folder for what is set up once and serves every checkout.

use std::{env, ffi::OsString, path::PathBuf};

/// The cache folder that this user's environment names: outside every checkout, so that a second one finds it, and absolute.
pub(crate) fn folder() -> Result<PathBuf, String> {
    named(|name| env::var_os(name))
}

fn named(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, String> {
    let folder = |name| variable(name).map(PathBuf::from);
    let cache = folder("KYOTAKU_CACHE")
        .or_else(|| Some(folder("XDG_CACHE_HOME")?.join("kyotaku")))
        .or_else(|| Some(folder("HOME")?.join(".cache/kyotaku")))
        .ok_or("there is no place for it: set KYOTAKU_CACHE to a folder outside the checkout")?;
    if cache.is_absolute() {
        Ok(cache)
    } else {
        Err(format!(
            "the cache folder must be an absolute path: {}",
            cache.display()
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn named_with(variables: &[(&str, &str)]) -> Result<PathBuf, String> {
        named(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_cache_is_where_the_nearest_variable_says() {
        let all = [("KYOTAKU_CACHE", "/k"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(named_with(&all).unwrap(), Path::new("/k"));
        assert_eq!(named_with(&all[1..]).unwrap(), Path::new("/x/kyotaku"));
        assert_eq!(named_with(&all[2..]).unwrap(), Path::new("/h/.cache/kyotaku"));
        assert!(named_with(&[]).unwrap_err().contains("KYOTAKU_CACHE"));
        assert!(named_with(&[("KYOTAKU_CACHE", "here")]).is_err());
    }
}
