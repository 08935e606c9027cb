"""What the program costs, and how that grows: `make bench`."""
