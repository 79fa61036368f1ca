"""What the columns of a table hold: told by their headings, by a map, or by their cells."""
