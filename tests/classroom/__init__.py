"""Class work: what is kept of it, and its page."""
