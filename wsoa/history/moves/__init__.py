"""Every promised date from version to version, and which of them moved."""
