"""The tests, mirroring the tree: cnnlib, figures, frame, lessons, browser, bench, load."""
