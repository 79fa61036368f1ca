"""The local web page: plans as a site made on request, and forms that write by the path of the commands."""
