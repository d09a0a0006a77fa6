"""What a document is about: its title, its lead or the sentence that tells most of it, and which paragraphs speak of it."""
