"""The monthly round: a form for each lead to fill, and filled forms turned into the few lines they say."""
