"""The bare Wagtail page that ours are measured against."""
