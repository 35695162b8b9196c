"""Lessons on training: steps and epochs, choosing a batch size, train it live."""
