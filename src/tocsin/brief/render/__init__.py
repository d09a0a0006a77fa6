"""A brief as text: passages worded by the lexicon, as Markdown or as a page."""
