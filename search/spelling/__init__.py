"""Other spellings of a word that an index has: `candidates.py` finds them, `same.py` and `part.py` say what is one word, `spellings.py` which
of them count."""
