from django.apps import AppConfig


class CentreConfig(AppConfig):
    name = "resources.centre"
    # The first app of each folder keeps the folder's name: « resources.ToolPage » (decision 0093).
    label = "resources"
    verbose_name = "Centre de ressources"
