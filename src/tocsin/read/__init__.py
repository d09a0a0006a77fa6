"""A document to its reading: turns, parties, times, places, quantities, attributions, events."""
