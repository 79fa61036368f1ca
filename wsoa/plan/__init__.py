"""What a plan is: frozen models, dates and rating schemes. No files, no clock, no output."""
