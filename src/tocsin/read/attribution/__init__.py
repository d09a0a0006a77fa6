"""Who is cited for what: rules over the parse, quotation marks, and a learned model that chooses."""
