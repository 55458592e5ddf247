"""Posts on disk to documents: `source.py` is the door, `site.py` knows what kind of blog it is."""
