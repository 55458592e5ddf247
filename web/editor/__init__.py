"""The pages for whoever writes the blog, below /editor/: reports of the index as tables. `gate.py` says who may see them."""
