"""Which courses there are, and who's taking which one."""
