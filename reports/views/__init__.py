"""Pages of files that members ask for."""
