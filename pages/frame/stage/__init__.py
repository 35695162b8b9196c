"""What moves: the scene, its component in the page, and what a hand does there."""
