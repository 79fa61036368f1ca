"""One short module a command: options, one call, an exit code. No domain words are defined here."""
