"""Tests of what several lessons share."""
