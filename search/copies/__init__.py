"""Posts that say the same: which they are, and how an answer shows them under one of them."""
