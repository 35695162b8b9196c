"""Tests of what all lessons share."""
