"""What a server does besides the pages: what a browser gets before a page can speak."""
