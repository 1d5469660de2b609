"""Search: words in, posts out; one index, kept by triggers in the database, with two engines behind one interface."""
