"""A page read back from its HTML as blocks, for the writers of other media."""
