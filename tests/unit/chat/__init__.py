"""What people see, tested without Discord."""
