"""A network as source text that runs elsewhere, with the same parameters."""
