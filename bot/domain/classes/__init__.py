"""Classes: who joined with which consent, what they're assigned, and how they're doing."""
