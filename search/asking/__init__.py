"""What was typed to what is looked up: `query.py` parses, `word.py` cuts, `interpreter.py` decides, `terms.py` is the result."""
