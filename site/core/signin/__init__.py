"""Signing in: a second factor for whoever may publish or administer, limits on attempts, sessions that end.

The way in: name and password (`views.sign_in`), then the second factor (`views.second_factor`). Until it
has been given, `middleware.SignInMiddleware` holds the request for an anonymous one, everywhere.
"""


def has_second_factor(ids: set[int]) -> set[int]:
    """Those of some people who have a second factor, in one query.

    :param ids: primary keys of accounts.
    """
    from django_otp.plugins.otp_totp.models import TOTPDevice

    devices = TOTPDevice.objects.filter(user__in=ids, confirmed=True)
    return set(devices.values_list("user_id", flat=True))
