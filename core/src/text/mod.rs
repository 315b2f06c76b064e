//! Every word a person reads, in one place.
