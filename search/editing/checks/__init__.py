"""What `sakuin check` looks for: `every.py` lists it, each code in one place with its letter, its sentence and the function that finds it."""
