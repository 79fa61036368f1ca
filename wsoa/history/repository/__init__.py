"""A plan's versions, read out of git or from memory."""
