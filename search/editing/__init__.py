"""The reports of `search/reports/`, made from a snapshot: a function of its own in a file of its own for each."""
