"""What every database does alike: the tables of a case, and the queries and entries of the port over them."""
