"""Claims to answers, pages, rows and words."""
