"""Pictures, patterns, filters and labelled data sets."""
