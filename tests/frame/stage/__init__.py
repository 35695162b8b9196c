"""Tests of what the stage is sent."""
