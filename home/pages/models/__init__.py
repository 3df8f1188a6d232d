"""Roots of sites, editorial pages, forms and the newsletter."""

from .content import ContactPage, ContentPage, LandingPage
from .forms import FormField, FormPage
from .governance import GovernanceBodyPage, GovernanceIndexPage, TimelinePage
from .home import HomePage
from .newsletter import NewsletterIssue, NewsletterSubscriber

__all__ = [
    "ContactPage",
    "ContentPage",
    "FormField",
    "FormPage",
    "GovernanceBodyPage",
    "GovernanceIndexPage",
    "HomePage",
    "LandingPage",
    "NewsletterIssue",
    "NewsletterSubscriber",
    "TimelinePage",
]
