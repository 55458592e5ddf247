"""A question to ranked answers: everything that reads an index."""
