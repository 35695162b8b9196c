"""Firefox and WebKit (Safari's engine) behind one small interface: a browser with one page, for the tests."""
