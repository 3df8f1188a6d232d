"""Roots of sites and editorial pages."""

from .content import ContactPage, ContentPage, LandingPage
from .events import Campaign, EventIndexPage, EventPage
from .forms import FormField, FormPage
from .governance import GovernanceBodyPage, GovernanceIndexPage, TimelinePage
from .home import HomePage
from .news import NewsIndexPage, NewsPage
from .newsletter import NewsletterIssue, NewsletterSubscriber

__all__ = [
    "Campaign",
    "ContactPage",
    "ContentPage",
    "EventIndexPage",
    "EventPage",
    "FormField",
    "FormPage",
    "GovernanceBodyPage",
    "GovernanceIndexPage",
    "HomePage",
    "LandingPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterIssue",
    "NewsletterSubscriber",
    "TimelinePage",
]
