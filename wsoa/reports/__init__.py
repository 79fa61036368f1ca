"""What a report says, as plain data. Pure: no files, no clock, no markup."""
