"""The life of a site, by the region: opening, first steps of its team, renaming, merging, leaving."""
