//! How a type that holds a person's data says what it is, in a log or a failed assertion, without saying what it holds.

/// `Debug` for types that hold a person's data: the type's name and nothing else.
macro_rules! debug_without_data {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}
pub(crate) use debug_without_data;
