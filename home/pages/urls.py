from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from home.agenda import feeds as agenda_feeds
from home.news import feeds as news_feeds

from .views import plan, robots, search

app_name = "home"

urlpatterns = [
    path("recherche/", search.search, name="search"),
    path("plan-du-site/", plan.site_plan, name="plan"),
    path("flux/nouvelles/", news_feeds.NewsFeed(), name="news_feed"),
    path("flux/agenda.ics", agenda_feeds.agenda, name="agenda_feed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path(".well-known/security.txt", robots.security, name="security"),
]
