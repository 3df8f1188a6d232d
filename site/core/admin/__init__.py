"""What is changed in Wagtail's admin for all sites: its lists, its date fields, where files are kept."""
