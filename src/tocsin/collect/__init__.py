"""The world to documents: files, folders, standard input. The only stage that touches the outside."""
