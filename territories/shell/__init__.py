"""What surrounds the pages of a site: its settings, its texts, its menus and banners."""
