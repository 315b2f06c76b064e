//! How much memory this process has had at most, where the kernel says it.

use std::fs;

/// The most so far, in MB; none where nobody says it.
pub(crate) fn peak() -> Option<u64> {
    in_megabytes(&fs::read_to_string("/proc/self/status").ok()?, "VmHWM:")
}

fn in_megabytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_kernels_is_read_and_others_are_not() {
        let status = "VmPeak:\t  9999 kB\nVmHWM:\t    2049 kB\nVmRSS:\t none\n";
        assert_eq!(in_megabytes(status, "VmHWM:"), Some(3));
        assert_eq!(in_megabytes(status, "VmRSS:"), None);
        assert_eq!(in_megabytes("", "VmHWM:"), None);
    }
}
