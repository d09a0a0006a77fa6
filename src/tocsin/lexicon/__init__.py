"""What is known about language and places: data files and what loads them."""
