"""How reports look: terminal, plain records, Markdown, HTML, JSON, CI formats. One registry of formats."""
