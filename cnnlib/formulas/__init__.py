"""Formulas, each written once: on numbers they give numbers, on symbols themselves."""
