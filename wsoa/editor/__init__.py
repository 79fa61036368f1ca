"""What an editor asks while somebody types: findings, fixes, completions, explanations, names and renames.

Everything here works on text that may not have been saved, and none of it writes: what changes is handed back
as edits for the editor to make. Only ``server``, ``session``, ``answers`` and ``protocol`` know the Language
Server Protocol.
"""
