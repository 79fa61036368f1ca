"""A workbook of ours that an officer edited and gave back."""
