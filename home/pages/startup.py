"""What the pages of a site give to the apps below: what the finder tells of a place."""

from territories.finder.nearby import register_nearby
from territories.shell.links import named_pages, named_urls, register_link

from . import owned, page_contexts  # noqa: F401
from .nearby import nearby_events, nearby_sheets
from .views import answers  # noqa: F401

register_nearby(nearby_events, rank=2)
register_nearby(nearby_sheets, rank=3)

named_urls["search_url"] = "/recherche/"
named_pages.update({"contact": "contact", "accessibility": "accessibilite"})
for rank, slug in enumerate(("mentions-legales", "donnees-personnelles", "ecoconception")):
    register_link("legal", rank, slug=slug)
register_link("legal", 10, title="Plan du site", url="/plan-du-site/")
