"""Tests of what is set: fields, settings, the link."""
