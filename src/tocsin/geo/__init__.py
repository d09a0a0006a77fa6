"""Places on the earth: how far apart they lie, and which lie in which."""
