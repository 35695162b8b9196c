"""Tests of the calculations, one file a module."""
