"""What a web page says: its article without what surrounds it, its day, its outlet, its author."""
