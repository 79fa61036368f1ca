"""Changes to a plan file: the smallest that say what is wanted, and the canonical layout."""
