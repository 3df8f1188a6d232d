"""Views that are not pages: search, plan, feeds, and what robots read."""
