"""What all lessons share, and nothing that belongs to one of them."""
