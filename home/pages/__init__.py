"""Roots of sites, editorial pages, forms; search, feeds and plan of each site."""
