"""The board: the case as pages for a browser."""
