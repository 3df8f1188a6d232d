"""The guide's chapters and pictures, for whoever may enter the admin."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .chapters import FOLDER, START, Chapter, address, chapter


class ChapterView(WagtailAdminTemplateMixin, TemplateView):
    """A chapter; the first without a name."""

    header_icon = "help"
    template_name = "guide/chapter.html"

    def get(self, request: HttpRequest, name: str = START):
        try:
            self.chapter: Chapter = chapter(name)
        except LookupError:
            raise Http404(f"Pas de chapitre « {name} ».") from None
        self.is_start = name == START
        return super().get(request)

    def get_page_title(self) -> str:
        return self.chapter.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        start = [] if self.is_start else [{"url": address(START), "label": chapter(START).title}]
        return [*self.breadcrumbs_items, *start, {"url": "", "label": self.chapter.title}]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"chapter": self.chapter}


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of the guide.

    :raises Http404: none of that name.
    """
    found = {path.name: path for path in (FOLDER / "images").iterdir()}
    if name not in found:
        raise Http404(f"Pas d’image « {name} ».")
    return FileResponse(found[name].open("rb"), headers={"Cache-Control": "private, max-age=3600"})
