# A PostgreSQL server in a folder of its own, on a Unix socket there and on no network. It lives as long as the standard input of
# this script, which takes orders, each answered by a line: `start` (with further options of the server), `stop` (at once, as a
# fault would), `kill`, `limit` (how long a file may grow, in bytes, or `unlimited`). Whoever holds the other end of the input may
# be killed: its end is seen here, the server is ended and the folder removed.
set -eu
# Ctrl-C is for whoever started this; the end of the input follows.
trap '' INT TERM HUP

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(pg_config --bindir)

# In memory where there is room: then a test does not wait for the disk, and nothing else is different.
free=$(df --output=avail --block-size=1M /dev/shm 2>/dev/null | tail -n 1) || free=0
if [ "${free:-0}" -ge 2048 ]; then parent=/dev/shm; else parent=${TMPDIR:-/tmp}; fi
# The server refuses to run as root; and what is root's own may be closed to its user.
as_user=setpriv
if [ "$(id -u)" = 0 ]; then as_user='setpriv --reuid=postgres --regid=postgres --clear-groups'; fi
$as_user test -x "$parent" || parent=/tmp
folder=$(mktemp -d "$parent/kyotaku-postgresql.XXXXXX")
data=$folder/data
trap 'rm -rf "$folder" "$data"' EXIT
# Or, for whoever measures, below the folder that is named: what a commit costs there is then measured, too.
if [ -n "${1:-}" ]; then data=$(mktemp -d "$1/kyotaku-postgresql.XXXXXX"); fi

if [ "$(id -u)" = 0 ]; then
    chown postgres:postgres "$folder"
    [ ! -d "$data" ] || chown postgres:postgres "$data"
fi
cd "$folder"
unset PGDATA PGHOST PGPORT PGUSER PGDATABASE PGOPTIONS PGPASSWORD

# A collation that is not by bytes: nothing in the service may depend on it.
$as_user "$programs/initdb" --pgdata="$data" --username=kyotaku --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=en --wal-segsize=1 --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }

server=
killed=
start() {
    tries=0
    until run "$@"; do
        # After a kill, the server's processes end by themselves, one after the other.
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || return 1
        sleep 0.1
    done
    killed=
}
run() {
    # Ended by the kernel, should this script be killed.
    $as_user --pdeathsig QUIT "$programs/postgres" -D "$data" -k "$folder" -c listen_addresses= -c max_connections=200 \
        -c shared_buffers=32MB -c dynamic_shared_memory_type=mmap -c autovacuum=off -c max_wal_size=256MB "$@" \
        >>log 2>&1 </dev/null &
    server=$!
    until "$programs/pg_isready" --quiet --host="$folder"; do
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.05
    done
}
end() {
    kill "-$1" "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
}

while read -r order options; do
    case $order in
        # The options are words.
        start) if start $options; then echo "$folder"; else tail -n 5 log >&2; exit 1; fi ;;
        stop) end QUIT; echo stopped ;;
        kill) end KILL; killed=yes; echo killed ;;
        limit)
            # As the server's user: root in a container may not.
            $as_user prlimit --pid "$server" --fsize="$options:"
            for status in $(grep -ls "^PPid:[[:space:]]*$server$" /proc/[0-9]*/status); do
                # One of them may have ended since.
                process=${status#/proc/}
                $as_user prlimit --pid "${process%/status}" --fsize="$options:" 2>/dev/null || true
            done
            echo limited ;;
    esac
done
# What the kernel keeps of a server that was killed is taken back by one that is started and ended.
if [ -n "$killed" ]; then run || true; fi
if [ -n "$server" ]; then end QUIT; fi
