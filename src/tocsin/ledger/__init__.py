"""The case: what is entered, what is asked."""
