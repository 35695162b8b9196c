"""Plotly figures of what cnnlib computed; every label is an argument."""
