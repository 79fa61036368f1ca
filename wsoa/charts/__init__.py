"""Charts as plain data: what each says in words, where its marks stand, and the same facts as a table."""
