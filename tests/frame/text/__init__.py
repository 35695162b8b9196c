"""Tests of what is read: words, formulas, numbers."""
