"""Addresses of the way in. Before Wagtail's own: they take the place of three of them."""

from django.urls import path
from wagtail.admin.views.account import LogoutView

from .views.second_factor import CodesView, CodeView, SetupView
from .views.sign_in import AskPasswordView, SignInView

urlpatterns = [
    path("login/", SignInView.as_view(), name="wagtailadmin_login"),
    # Wagtail's, for whoever has given her password only as well: she may change her mind.
    path("logout/", LogoutView.as_view(), name="wagtailadmin_logout"),
    path("password_reset/", AskPasswordView.as_view(), name="wagtailadmin_password_reset"),
    path("connexion/code/", CodeView.as_view(), name="signin_code"),
    path("connexion/application/", SetupView.as_view(), name="signin_setup"),
    path("connexion/codes-de-secours/", CodesView.as_view(), name="signin_codes"),
]
