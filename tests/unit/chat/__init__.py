"""What people see, without Discord."""
