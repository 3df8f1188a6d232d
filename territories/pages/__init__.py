"""What every page of ours is, and how sections of the region are mounted on every site."""
