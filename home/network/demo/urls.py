"""Addresses that the demonstration alone has."""

from django.urls import path

from . import mails

app_name = "demo"

urlpatterns = [
    path("courriels/", mails.mail_list, name="mails"),
    path("courriels/<slug:key>/", mails.mail_detail, name="mail"),
    path("courriels/<slug:key>/html/", mails.mail_html, name="mail_html"),
]
