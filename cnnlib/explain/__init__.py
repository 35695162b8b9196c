"""What a picture of a calculation needs to know: every product, position and wire of it."""
