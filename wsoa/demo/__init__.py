"""A made-up area with a year of history, for trying every command: a story of dated steps, told into git."""
