"""What it takes to draw a calculation: every product, position and wire of it."""
