"""Edits: what people tell the tool becomes text in a plan, by the fewest characters and never by halves."""
