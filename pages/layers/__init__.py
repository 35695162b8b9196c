"""Lessons on the layers: sliding filter, output size, shared weights, pooling, FC is CONV."""
