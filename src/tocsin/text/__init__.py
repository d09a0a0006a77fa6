"""Words and names as strings: folded, in one form, as numbers; what a language has of them comes from the lexicon."""
