# Models and lexicons that are not what they say: one line, exit status 5.
. tests/common.sh
printf 'The ferry was late.\n' >good.txt
cp -r "$HEARSAY_BUILD/data" data
head -c 100000 "$HEARSAY_BUILD/data/en.model" >data/en.model
status 5 env HEARSAY_DATA="$place/data" "$hearsay" annotate good.txt
told en.model byte
: >data/en.model
status 5 "$hearsay" annotate --data data good.txt
told en.model byte empty
cp "$HEARSAY_BUILD/data/en.model" data/en.model
printf 'x' | dd of=data/en.lexicon bs=1 seek=5000 conv=notrunc 2>/dev/null
status 5 "$hearsay" annotate --data data good.txt
told en.lexicon byte
status 5 "$hearsay" annotate --data nowhere good.txt
told nowhere
# a language without a model is told once and does not count
cp "$HEARSAY_BUILD/data/en.lexicon" data/en.lexicon
rm -f data/en.model
status 0 "$hearsay" annotate --data data --language en good.txt good.txt
[ "$(grep -c "no model for the language" err)" -eq 1 ] || fail "should be told once"
