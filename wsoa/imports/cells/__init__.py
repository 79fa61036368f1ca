"""What single cells come to: dates, people, refs, ratings and figures."""
