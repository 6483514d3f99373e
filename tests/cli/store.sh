# A store that cannot be written, is not ours, or was killed while it was written.
. tests/common.sh
reports=$top/samples/reports

status 0 "$hearsay" read --db whole.db --format json "$reports"
cp out whole.json
[ -s whole.json ] || fail "no picture"

printf 'no database, just some text that is long enough to look like a page of one\n' >text.db
cp text.db before.db
status 3 "$hearsay" read --db text.db "$reports"
told text.db "cannot be read"
cmp -s text.db before.db || fail "a foreign file was changed"

sqlite3 foreign.db 'CREATE TABLE theirs (a)'
status 3 "$hearsay" read --db foreign.db "$reports"
told foreign.db "another program"

status 3 "$hearsay" picture --db missing.db
told missing.db

sqlite3 whole.db 'BEGIN EXCLUSIVE; SELECT 1;' '.shell sleep 8' >/dev/null &
sleep 1
printf 'The mill burned down on Friday.\n' >new.txt
status 3 "$hearsay" read --db whole.db new.txt
told whole.db locked
wait

# a disk that is full: no file may grow past 192 KiB
(
    ulimit -f 384
    "$hearsay" read --db full.db --format json "$reports" >/dev/null 2>err
    [ $? -eq 3 ]
) || fail "a full disk should give exit status 3"
told full.db "cannot be written"
# nothing that was put before is lost, and reading again completes it
[ "$(sqlite3 full.db 'PRAGMA integrity_check')" = ok ] || fail "the store is damaged"
status 0 "$hearsay" read --db full.db --format json "$reports"
cmp -s out whole.json || fail "the completed store gives another picture"

if [ -e /dev/full ]; then
    "$hearsay" annotate "$reports" >/dev/full 2>err
    [ $? -eq 3 ] || fail "a full standard output should give exit status 3"
    told "standard output"
fi

# killed at any moment: whole documents or none, and reading again gives the same picture
for wait in 0.02 0.05 0.1 0.2 0.3; do
    "$hearsay" read --db killed.db --format json "$reports" >/dev/null 2>&1 &
    sleep $wait
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    [ ! -e killed.db ] || [ "$(sqlite3 killed.db 'PRAGMA integrity_check')" = ok ] || fail "killed after $wait s: damaged"
done
status 0 "$hearsay" read --db killed.db --format json "$reports"
cmp -s out whole.json || fail "the killed and completed store gives another picture"

# a store of version 1 can be read as it is, and gets what it lacks when it is next written
cp whole.db old.db
grep -v -e '^--' "$top/src/store/schema_1.sql" >one.sql
sqlite3 old.db 'DROP TABLE fetched; DROP TABLE visit; DROP TABLE forgotten; DROP TABLE mark_statement; DROP TABLE mark;' \
    'DROP TABLE document_search; DROP TABLE statement_search; DROP TABLE saved_query; DROP TRIGGER document_removed;' \
    'DROP TRIGGER statement_added; DROP TRIGGER statement_removed;' \
    'CREATE TABLE kept AS SELECT * FROM statement; DROP TABLE statement;' \
    "$(sed -n '/^CREATE TABLE statement/,/^);/p;/^CREATE INDEX statement/p' one.sql)" \
    "INSERT INTO statement SELECT document, id, lemma, stage, polarity, event, actor, recipient, voices, words, start, end FROM kept ORDER BY number;" \
    'DROP TABLE kept; DROP TABLE head; DROP TABLE sketch; DROP TABLE link; DROP TABLE weight; DROP TABLE posting; DROP TABLE linked; DROP TABLE member; DROP TABLE near; PRAGMA user_version=1' >/dev/null || fail "no store of version 1 to test with"
status 0 "$hearsay" picture --db old.db --format json
cmp -s out whole.json || fail "a store of version 1 gives another picture"
[ "$(sqlite3 old.db 'PRAGMA user_version')" = 1 ] || fail "reading changed the store"
status 0 "$hearsay" read --db old.db --format json "$reports"
cmp -s out whole.json || fail "a store brought up to date gives another picture"
[ "$(sqlite3 old.db 'SELECT count(*) FROM mark')" = 0 ] || fail "the tables were not added"
for table in document_search statement_search; do
    words="SELECT count(*) FROM $table WHERE $table MATCH 'blockade'"
    [ "$(sqlite3 old.db "$words")" = "$(sqlite3 whole.db "$words")" ] || fail "$table was not filled"
done
