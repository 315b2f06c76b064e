# The first process of a private mount and pid namespace: it puts together what the command shall see, and goes there.
# Run by bash -euc, as root. ROOT USER:GROUP LIFELINE FOLDER path… -- NAME=value… -- program argument…
# Whatever is mounted here is gone with the namespace; nobody else ever sees it.
root=$1 user=$2 lifeline=$3 folder=$4
shift 4

# A new view in memory, over the root's own empty folder for mounts: so the root itself is never written to.
view=$root/mnt
mount -t tmpfs -o mode=755 tmpfs "$view"
for path in "$root"/*; do
  name=${path##*/}
  if [ -L "$path" ]; then
    cp -P "$path" "$view/$name"
  elif [ "$name" = usr ] || [ "$name" = etc ] || [[ $name = *bin ]] || [[ $name = lib* ]]; then
    mkdir "$view/$name"
    mount --bind "$path" "$view/$name"
    mount -o remount,bind,ro "$view/$name"
  fi
done

mkdir "$view/proc" "$view/dev" "$view/tmp" "$view/var"
mount -t proc proc "$view/proc"
for device in null zero full random urandom; do
  touch "$view/dev/$device"
  mount --bind "/dev/$device" "$view/dev/$device"
done
ln -s /proc/self/fd "$view/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${number%:*}" "$view/dev/${number#*:}"; done
chmod 1777 "$view/tmp"

while [ "$1" != -- ]; do
  mkdir -p "$view$1"
  mount --rbind "$1" "$view$1"
  shift
done
shift
variables=()
while [ "$1" != -- ]; do
  variables+=("$1")
  shift
done
shift

exec chroot --userspec="$user" "$view" /usr/bin/env -i \
  HOME=/tmp LANG=C.UTF-8 TERM=dumb PATH=/usr/libexec/swift/bin:/usr/bin:/bin "${variables[@]}" \
  bash -euc 'cd "$0"; lifeline=$1; shift; exec bash -c "$lifeline" lifeline "$@"' "$folder" "$lifeline" "$@"
