"""Tests of every lesson, and of each one by itself."""
