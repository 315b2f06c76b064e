//! Where the data live, by how the database is named: `kyotaku.db` is a SQLite file, `postgres://…` a PostgreSQL server.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Where the data live.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file. It is made if it is not there; its folder must be.
    File(PathBuf),
    /// A database of a PostgreSQL server, as a connection URL: `postgres://user@host/database?sslmode=verify-full`, or
    /// `postgres:///database?host=/var/run/postgresql` for a socket.
    Server(String),
}

impl Place {
    /// What a database of this name is. A file whose name looks like a URL is named with its folder: `./postgres:…`.
    pub fn named(name: impl AsRef<Path>) -> Self {
        let name = name.as_ref();
        match name.to_str() {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::Server(url.to_owned())
            }
            _ => Self::File(name.to_owned()),
        }
    }
}

impl<T: AsRef<Path>> From<T> for Place {
    fn from(name: T) -> Self {
        Self::named(name)
    }
}

/// The file's path; of a server nothing, since the URL may hold a password.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Server(_) => write!(f, "Server"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_of_postgresql_is_a_server_and_all_else_a_file() {
        for url in ["postgres://user@host/kyotaku", "postgresql:///kyotaku?host=/run"] {
            assert_eq!(Place::named(url), Place::Server(url.to_owned()));
        }
        for file in [
            "kyotaku.db",
            "/var/lib/kyotaku.db",
            "postgres",
            "./postgres://kyotaku",
        ] {
            assert_eq!(Place::named(file), Place::File(file.into()));
        }
    }

    #[test]
    fn a_servers_password_is_not_printed() {
        let place = Place::named("postgres://user:secret@host/kyotaku");
        assert_eq!(format!("{place:?}"), "Server");
    }
}
