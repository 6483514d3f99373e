# What is read from single sentences, rule by rule; `tests/golden/figures.py` tells the format.
python3 tests/golden/figures.py "$HEARSAY_BUILD/hearsay" tests/golden/figures
