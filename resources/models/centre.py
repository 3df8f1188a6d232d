from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.blocks import BodyStreamBlock
from territories.models import SharedPage


class ResourceCentrePage(SharedPage):
    """The shared resource centre: its landing page and its catalogue. Lives once, in the region."""

    heading = RichTextField("accroche", blank=True, features=["bold", "italic"])
    body = StreamField(
        BodyStreamBlock(), verbose_name="sous le catalogue", blank=True, use_json_field=True
    )

    content_panels = [*SharedPage.content_panels, FieldPanel("heading"), FieldPanel("body")]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "resources.ActivityPage",
        "resources.ToolPage",
        "resources.ProjectPage",
        "resources.ExpertisePage",
        "resources.StudyPage",
    ]
    max_count = 1

    class Meta:
        verbose_name = "centre de ressources"
