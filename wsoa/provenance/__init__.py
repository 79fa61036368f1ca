"""How a page was made: what it came from, and the seal that says so."""
