"""The board: the case as pages for a browser, and as JSON for programs, by the same calls as the command line."""
