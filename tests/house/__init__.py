"""The rules of the house: held to the source itself."""
