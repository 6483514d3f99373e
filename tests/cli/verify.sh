# A store that says what came in is told from one that was tampered with.
. tests/common.sh
"$hearsay" read --quiet --db v.db "$top/samples/reports" >/dev/null 2>err || fail "not read"
status 0 "$hearsay" verify v.db
grep -q ' 0 wrong' out || fail "a good store is called wrong"
sqlite3 v.db "UPDATE capture SET bytes = (SELECT bytes FROM capture ORDER BY digest DESC LIMIT 1), size = (SELECT size FROM capture ORDER BY digest DESC LIMIT 1)
  WHERE digest = (SELECT digest FROM capture ORDER BY digest LIMIT 1)"
status 1 "$hearsay" verify v.db
told "is not what its digest says"
