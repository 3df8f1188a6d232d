"""What visitors read before the first site is made."""

from django.shortcuts import render
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_serve_page")
def explain_missing_site(page, request, serve_args, serve_kwargs):
    """In the place of the page that Wagtail's first migration leaves, the only one of no type of ours."""
    if page.specific_class is Page:
        return render(request, "network/not_open.html", status=404)
    return None
