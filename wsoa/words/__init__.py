"""Values into plain British English: the one room that words what is shown."""
