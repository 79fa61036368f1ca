"""Which item of one version is which item of another, through every version."""
