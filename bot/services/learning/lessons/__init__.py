"""Going through lessons, and what comes next."""
