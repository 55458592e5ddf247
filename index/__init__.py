"""Posts on disk to a full-text index: everything that writes."""
