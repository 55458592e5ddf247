"""What was typed to what is looked up: `pieces.py` and `query.py` parse, `word.py` cuts, `interpreter.py` decides, `terms.py` is the result."""
