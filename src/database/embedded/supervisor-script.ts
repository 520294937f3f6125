/**
 * The supervisor: a shell, not node, so that `pkill -9 node` spares it. Its standard input is the read end of a named
 * pipe whose write end every process that uses the server holds open. The kernel closes a dead process's end, however
 * it died, so end of file means: nobody is left.
 *
 * Arguments: $1 folder for acknowledgements, $2 cluster, $3 pid of a running postmaster or '', then (when '') the
 * command that starts one.
 *
 * - A user that comes later writes its id and waits for the file `user-<id>`. That file proves that the loop was still
 *   reading after the user opened the pipe, so the loop cannot see end of file before the user leaves.
 * - `stopping-<pid>` is written before the read end closes: who finds no reader and no such file knows that the
 *   supervisor was killed, rather than that it is just stopping the server.
 * - INT is sent again each second: a postmaster that is only just starting ignores it (the shell starts background
 *   commands that way). Before each, the process is checked to be of this cluster, since pids are used again.
 * - The first shell waits for the postmaster, so that a crashed one leaves neither a zombie nor a reader behind; USR1
 *   ends the reader, whether it reads or naps.
 * - `true`, not `:`, makes files: a full disk ends the shell when a special built-in's redirection fails.
 */
export const SUPERVISOR_SCRIPT = `
trap '' HUP INT TERM
run=$1 cluster=$2 pid=$3
shift 3
exec 3<&0 </dev/null

ours() {
  if [ -r "/proc/$pid/cmdline" ]; then
    tr '\\0' '\\n' <"/proc/$pid/cmdline" | grep -qxF -e "$cluster"
  else
    ps -ww -o command= -p "$pid" | grep -qF -e "$cluster"
  fi
} 2>/dev/null

watch() {
  while read -r id <&3; do
    case $id in
      '' | *[!0-9a-f-]*) ;;
      *) true >"$run/user-$id" ;;
    esac
  done
  true >"$run/stopping-$pid"
  exec 3<&-
  nap=
  trap 'kill -9 "$nap" 2>/dev/null; wait; exit' USR1
  while ours; do
    kill -INT "$pid"
    sleep 1 &
    nap=$!
    wait "$nap"
  done
}

if [ -n "$pid" ]; then
  watch
  exit
fi
"$@" 3<&- &
pid=$!
watch &
watcher=$!
exec 3<&-
wait "$pid"
status=$?
kill -USR1 "$watcher" 2>/dev/null
wait "$watcher"
exit "$status"
`;
