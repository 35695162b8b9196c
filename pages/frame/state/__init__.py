"""What is set: fields, settings, the session of a visitor, the link."""
