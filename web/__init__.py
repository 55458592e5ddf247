"""Pages, the JSON API and the `sakuin` command: everything that shows."""
