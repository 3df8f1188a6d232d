"""Views of the sign-in: the way in, the second factor, and one's account."""
