"""What was typed to what is looked up: `lexer.py` and `parse.py` read it as a `tree.py`, `word.py` cuts words, `resolve.py`
puts terms in their place."""
