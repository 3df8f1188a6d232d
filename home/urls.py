from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from .views import feeds, plan, robots, search

app_name = "home"

urlpatterns = [
    path("recherche/", search.search, name="search"),
    path("plan-du-site/", plan.site_plan, name="plan"),
    path("flux/nouvelles/", feeds.NewsFeed(), name="news_feed"),
    path("flux/agenda.ics", feeds.agenda, name="agenda_feed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path(".well-known/security.txt", robots.security, name="security"),
]
