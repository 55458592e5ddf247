"""Other spellings of a word that an index has: `variants.py` finds them, `same.py` and `part.py` say what is one word."""
