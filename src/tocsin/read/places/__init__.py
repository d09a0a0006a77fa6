"""Where: names of places in a text, and which place each means."""
