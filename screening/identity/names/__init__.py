"""Names: every run of words that may be one, and what stands around it that makes it a patient's."""
