"""How surely each predicate is presented: a walk over the tree, and what each kind of word on the way does."""
