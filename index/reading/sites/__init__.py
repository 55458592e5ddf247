"""What kind of site a folder of posts is, one file for each generator: where its posts lie, and what becomes of them.

`detect.py` recognizes a site. `site.py` is what generators share, and a template for the next one: a subclass says what its
generator does otherwise, and how its posts are written (`Dialect`); `detect.py` lists the function that finds it.
"""
