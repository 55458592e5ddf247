"""Posts on disk to documents: `source.py` is the door, `sites` has a file for each generator."""
