# Who says what, construction by construction; `tests/golden/voices.py` tells the format.
python3 tests/golden/voices.py "$HEARSAY_BUILD/hearsay" tests/golden/voices
