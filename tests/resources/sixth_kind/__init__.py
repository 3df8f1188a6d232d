"""A kind of sheets that the project does not have: an app of its own, and nothing elsewhere."""
