"""What is learned from cases and taken away from here: accounts of one's own, and files that take a moment to make."""
