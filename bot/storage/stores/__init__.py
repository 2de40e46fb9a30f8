"""One store per subject."""
