# What is read from single sentences, rule by rule; `tests/golden/statements.py` tells the format.
python3 tests/golden/statements.py "$HEARSAY_BUILD/hearsay" tests/golden/statements
