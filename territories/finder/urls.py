from django.urls import path

from .views import finder, suggestions

app_name = "finder"
urlpatterns = [
    path("", finder, name="finder"),
    path("suggestions/", suggestions, name="suggestions"),
]
