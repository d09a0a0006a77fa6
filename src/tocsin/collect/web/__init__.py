"""Addresses to documents: pages, feeds and sitemaps, fetched with care for those who serve them and for the analyst."""
