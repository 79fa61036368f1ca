"""A document becomes a draft plan, with a ledger of everything that was guessed or not understood."""
