"""How many: quantities, their bounds and the thing counted."""
