"""The stories of plans kept from one run to the next, as plain data in the user's cache folder."""
