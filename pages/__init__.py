"""What a visitor sees: `main` chooses a page, `frame` is what all lessons share."""
