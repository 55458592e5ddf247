"""What an editor is told of a blog: values that terminal, JSON, CSV and pages show. `search/editing/` makes them."""
