"""Builds the site: a folder of plain files that is the whole course, for any web host or a USB stick."""
