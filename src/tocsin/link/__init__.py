"""How two reported claims stand to each other: a relation with its direction and reasons, or none."""
