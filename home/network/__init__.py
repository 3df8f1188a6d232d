"""What acts on whole sites: opening, merging, renaming, departure, health, demonstration."""
