"""Everything that a site says, in one zip: readable pages, data, images and documents."""
