"""Pages of members about themselves, of reviewers about claims, and of the registers."""
