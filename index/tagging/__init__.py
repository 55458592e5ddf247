"""Tags rewritten in the files of posts: `retag.py` is the door."""
