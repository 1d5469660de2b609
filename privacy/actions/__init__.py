"""Deeds of leaving for good, of erasing, and of proving what is kept no longer."""
