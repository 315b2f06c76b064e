# Makes a root in WORKSHOP/root, and writes the stamp into it as the last thing. Run by bash -euc, as root.
# WORKSHOP MIRROR STAMP TEXT mmdebstrap's-arguments…
workshop=$1 mirror=$2 stamp=$3 text=$4
shift 4
root=$workshop/root
mkdir -p "$workshop/tmp"
chmod 1777 "$workshop/tmp"
TMPDIR=$workshop/tmp mmdebstrap "$@" "$root" "$mirror"

# What the machine told it is nobody's business afterwards: its mirror, its name servers, its own name.
rm -rf "$root"/etc/apt/sources.list* "$root"/etc/apt/apt.conf.d/*mmdebstrap* \
  "$root"/var/lib/apt "$root"/var/cache "$root"/var/log "$root/etc/resolv.conf" "$root/etc/hostname"
host=${mirror#*://} host=${host%%/*}
if found=$(grep -rlF -e "$host" "$root/etc" "$root/var"); then
  echo "the mirror's name is still in the root: $found" >&2
  exit 1
fi
printf %s "$text" >"$root/$stamp"
