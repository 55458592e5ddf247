"""The body of a post to blocks of plain text: `template.py` takes the site's own marks, `markup.py` the Markdown."""
