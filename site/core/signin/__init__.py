"""Signing in: a second factor for whoever may publish or administer, limits on attempts, sessions that end.

The way in: name and password (`views.sign_in`), then the second factor (`views.second_factor`). Until it
has been given, `middleware.SignInMiddleware` holds the request for an anonymous one, everywhere.
"""
