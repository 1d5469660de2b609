"""Rules about words that moderators keep: reading them in a text, changing them, carrying them in and out."""
