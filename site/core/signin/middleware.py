"""Who a request comes from, once her session and her second factor have been looked at."""

import time

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django_otp import user_has_device
from django_otp.middleware import OTPMiddleware

from .resume import offer_form_again
from .rules import must_have_second_factor

# In the session: when it began, and when the person last did something.
BEGAN, SEEN = "signin_began", "signin_seen"
# How often the time of the last request is written, in seconds: a query each time.
WRITE_EVERY = 300
# How long after the password the second factor may still be given, in seconds.
TIME_FOR_CODE = 15 * 60
# What a page that was left open asks for by itself is no sign of life.
ASKED_BY_ITSELF = "/admin/editing-sessions/"


def start_session_clocks(sender, request, user, **kwargs) -> None:
    """Start the clocks of a session."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


user_logged_in.connect(start_session_clocks, dispatch_uid="core.signin.begin")


class SignInMiddleware(OTPMiddleware):
    """Hold for anonymous whoever's session has ended, or whose second factor is still awaited.

    It stands in the place where `request.user` is read, not before some addresses: the admin, its API,
    previews, private pages and documents all ask it, and a view that is added tomorrow will too. It
    costs nothing until `request.user` is asked for: a page from the cache never does.

    `request.awaited` is the person whose second factor is awaited, for the views that ask for it.
    """

    def __call__(self, request):
        if iscoroutinefunction(self):
            return super().__call__(request)
        return offer_form_again(request, super().__call__(request))

    async def __acall__(self, request):
        return await sync_to_async(offer_form_again)(request, await super().__acall__(request))

    def _verify_user_sync(self, request, user):
        request.awaited = None
        if not user.is_authenticated:
            return super()._verify_user_sync(request, user)
        if self._has_ended(request):
            # Not logout(): it reads request.user, which is being made here.
            request.session.flush()
            return super()._verify_user_sync(request, AnonymousUser())
        user = super()._verify_user_sync(request, user)
        if user.otp_device or not (must_have_second_factor(user) or user_has_device(user)):
            return user
        if time.time() - request.session[BEGAN] < TIME_FOR_CODE:
            request.awaited = user
        return super()._verify_user_sync(request, AnonymousUser())

    async def _verify_user_async_via_auser(self, request, auser):
        return await sync_to_async(self._verify_user_sync)(request, await auser())

    @staticmethod
    def _has_ended(request) -> bool:
        """Whether the session is too old, or nothing was done in it for too long."""
        now, session = int(time.time()), request.session
        # A session from before these clocks starts them.
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if now - seen > WRITE_EVERY and not request.path.startswith(ASKED_BY_ITSELF):
            session[SEEN] = now
        return False


def awaited_person(request):
    """The person who gave her password, and whose second factor is awaited; None for anybody else."""
    _ = request.user.is_authenticated  # reading it is what fills `awaited`
    return getattr(request, "awaited", None)
