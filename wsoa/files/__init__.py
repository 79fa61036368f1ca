"""The plan folder and the text in it: find, read with positions. The only room that touches plan files."""
