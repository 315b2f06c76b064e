//! What is freed is wiped first, everywhere in this library.
//!
//! A command with the PIN crosses to the shell's reader in a buffer that generated code frees without wiping it, and a
//! pressed digit comes in such a buffer. Nothing here can wipe those one by one; so the allocator does it for all.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);
