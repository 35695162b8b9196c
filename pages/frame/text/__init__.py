"""What is read: words in two languages, formulas, numbers, colours."""
