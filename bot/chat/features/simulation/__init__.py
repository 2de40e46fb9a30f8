"""`/simulate`: the case as decisions."""
