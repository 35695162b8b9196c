"""Images, patterns, filters and labelled data sets."""
