"""What lies on disk: arrays and their checksums, the segments of Whoosh beside them, commits, and merging."""
