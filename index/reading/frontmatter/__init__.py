"""Front matter to values, also where it is broken: `frontmatter.py` is the door."""
