"""Other spellings of a word that an index has: `spellings.py` finds them and says which count, `same.py` and `part.py` say
what is one word."""
