"""Addresses of the demonstration, for its tests."""

from django.urls import include, path

from config.urls import urlpatterns as ours

urlpatterns = [path("", include("home.network.demo.urls")), *ours]
