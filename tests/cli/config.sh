# Flags go before the environment, the environment before the file; completions; an installed program finds its data.
. tests/common.sh
printf '{"id":"a","outlet":"Echo","text":"The mill burned down on Friday."}\n' >a.jsonl
mkdir -p config/hearsay
export XDG_CONFIG_HOME="$place/config"
printf '# ours\ndb = file.db\nformat=json\n\n[picture]\ndb = picture.db\n[verify]\nquiet = yes\n' >config/hearsay/config
status 0 "$hearsay" read a.jsonl
[ -e file.db ] && grep -q '"stories"' out || fail "the file was not followed"
status 3 "$hearsay" picture
told picture.db
status 0 env HEARSAY_DB=variable.db "$hearsay" read a.jsonl
[ -e variable.db ] || fail "the environment does not go before the file"
status 0 env HEARSAY_DB=variable2.db HEARSAY_FORMAT=markdown "$hearsay" read --db flag.db a.jsonl
[ -e flag.db ] && [ ! -e variable2.db ] && grep -q '^#' out || fail "a flag does not go before the environment"
status 2 env HEARSAY_THREADS=many "$hearsay" read a.jsonl
told "--threads" many
# outlets.tsv beside it
printf 'The Echo of Ostrel\tEcho\t\n' >config/hearsay/outlets.tsv
status 0 "$hearsay" read a.jsonl
grep -q '"outlet":"The Echo of Ostrel"' out || fail "outlets.tsv was not taken"
for line in 'colour = red' '[sing]' 'db' 'quiet = perhaps'; do
    printf '\n%s\n' "$line" >config/hearsay/config
    status 2 "$hearsay" read a.jsonl
    told config/hearsay/config "line 2"
done
export XDG_CONFIG_HOME=/nonexistent

status 0 "$hearsay" help --completions bash
cp out hearsay.bash
bash -n hearsay.bash || fail "no bash"
cat >complete.bash <<'P'
. ./hearsay.bash
COMP_WORDS=(hearsay wa); COMP_CWORD=1; _hearsay; echo "${COMPREPLY[*]}"
COMP_WORDS=(hearsay watch --fail); COMP_CWORD=2; _hearsay; echo "${COMPREPLY[*]}"
COMP_WORDS=(hearsay read --db a.js); COMP_CWORD=3; _hearsay; echo "${COMPREPLY[*]}"
P
[ "$(bash complete.bash)" = "watch
--fail-on
a.jsonl" ] || fail "completions: $(bash complete.bash)"
status 0 "$hearsay" help --completions zsh
if command -v zsh >/dev/null; then zsh -n out || fail "no zsh"; fi
grep -q "'--db\[" out || fail "no options for zsh"
status 0 "$hearsay" help --completions fish
if command -v fish >/dev/null; then fish -n out || fail "no fish"; fi
grep -q -e "-l fail-on -x" out || fail "no options for fish"
status 2 "$hearsay" help --completions tcsh
told tcsh

make -C "$top" --no-print-directory MODE="$(basename "$HEARSAY_BUILD")" DESTDIR="$place/root" PREFIX=/usr install >log 2>&1 || { cat log; fail "not installed"; }
for file in share/man/man1/hearsay.1 share/bash-completion/completions/hearsay share/zsh/site-functions/_hearsay share/fish/vendor_completions.d/hearsay.fish share/hearsay/en.model share/hearsay/world.gazetteer; do
    [ -s "root/usr/$file" ] || fail "$file was not installed"
done
status 0 env -u HEARSAY_DATA root/usr/bin/hearsay annotate a.jsonl
grep -q '"lemma":"burn down"' out || fail "the installed program does not find its data: $(cat out)"
