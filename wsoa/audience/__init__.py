"""What readers may see: redaction, and the control of small counts."""
