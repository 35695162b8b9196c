"""What stands around the stage: controls, questions, sections, tables, ways to share."""
