# The first process of a private pid namespace, run by bash -c: it runs a command to its end, or until standard input ends.
# xtask holds the other end of standard input, and never writes: it ends when xtask does, killed or not.
# When this process ends, the kernel ends everything that is left in the namespace.
trap 'exit 137' TERM
exec 3<&0 </dev/null
{
  cat <&3 >/dev/null
  kill -TERM $$
} &
"$@" 3<&- &
exec 3<&-
wait $!
