"""Tests of every open lesson, and of each one by itself."""
