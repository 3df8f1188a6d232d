"""The dashboard's panel: the first steps of one's own site, until all are done."""

from typing import Any

from wagtail.admin.ui.components import Component

from territories.ownership.scope import own_territories

from .todo import todo_of


class TodoPanel(Component):
    """Each step of one's own site with the screen that does it."""

    name = "site_todo"
    template_name = "network/admin/todo_panel.html"
    order = 120

    def get_context_data(self, parent_context) -> dict[str, Any]:
        own = [territory.pk for territory in own_territories(parent_context["request"].user)]
        return {"todos": [todo for todo in todo_of(own) if todo.left] if own else []}
