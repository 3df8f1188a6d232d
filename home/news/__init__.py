"""The news of each site."""
