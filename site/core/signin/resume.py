"""A form sent after the session has ended: what was typed is kept, and can be sent again (decision 0062)."""

from urllib.parse import urlsplit

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse

from core.middleware import ADMIN_PREFIXES

ENDED = (
    "Votre session a pris fin. Connectez-vous dans un nouvel onglet, puis revenez ici : votre texte est "
    "toujours là, et s’enregistrera à votre prochaine frappe."
)
# The way in and out: nobody loses words there.
OF_THE_WAY = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "signin_code",
    "signin_setup",
    "signin_codes",
}


def offer_form_again(request, response):
    """Answer to a form of the admin that was sent to nobody: not the sign-in page, where the words would be lost.

    Wagtail's automatic saving is answered in the form that its script shows to the editor; with one of
    its own error codes, it goes on trying at the next keystroke.
    """
    if not _is_sent_to_nobody(request, response):
        return response
    if not request.accepts("text/html"):
        error = {"success": False, "error_code": "validation_error", "error_message": ENDED}
        return JsonResponse(error, status=403)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"fields": fields, "files": bool(request.FILES), "path": request.get_full_path()}
    return render(request, "core/signin/session_ended.html", context, status=403)


def _is_sent_to_nobody(request, response) -> bool:
    return (
        request.method == "POST"
        and response.status_code == 302
        and request.path.startswith(ADMIN_PREFIXES)
        and urlsplit(response.url).path == reverse("wagtailadmin_login")
        and request.resolver_match is not None
        and request.resolver_match.url_name not in OF_THE_WAY
        and not request.user.is_authenticated
    )
