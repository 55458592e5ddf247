"""Which posts are near to a post, and why."""
