"""What members do with what is written."""
