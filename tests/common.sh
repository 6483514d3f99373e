# Sourced by the command-line tests: a folder of their own, the program, and checks that tell what went wrong.
set -u
XDG_CONFIG_HOME=/nonexistent # what the tester likes is no part of a test
export XDG_CONFIG_HOME
top=$PWD
hearsay=$HEARSAY_BUILD/hearsay
place=$(mktemp -d)
trap 'chmod -R u+rwx "$place"; rm -rf "$place"' EXIT
cd "$place" || exit 2

fail() { echo "$*"; [ -s err ] && cat err; exit 1; }
# status EXPECTED command...: runs it with out and err kept, and checks the exit status.
status() {
    expected=$1; shift
    "$@" >out 2>err
    got=$?
    [ "$got" -eq "$expected" ] || fail "exit status $got, not $expected: $*"
}
# told WORDS...: one line on stderr holds all the words.
told() {
    line=$(grep -F -e "$1" err | head -1)
    [ -n "$line" ] || fail "nothing told of '$1'"
    for words in "$@"; do
        case $line in *"$words"*) ;; *) fail "'$line' does not tell of '$words'" ;; esac
    done
}
untold() { [ ! -s err ] || fail "told something"; }
# serve DB: pages of it in the background; $server is its process, the file address where it listens, served what it told.
serve() {
    "$hearsay" serve --db "$1" --port 0 >address 2>served &
    server=$!
    for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s address ] && return; sleep 0.5; done
    fail "does not say where it listens"
}
