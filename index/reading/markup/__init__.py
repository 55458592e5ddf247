"""The body of a post to blocks of plain text: `template.py` takes the marks of a generator's `Dialect`, `markup.py` the Markdown."""
