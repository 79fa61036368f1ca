"""One reader for each kind of file: each gives lines and tables, and nothing of what they mean."""
