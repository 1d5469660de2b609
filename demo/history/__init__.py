"""What happened in the demo before today: a year of stopped texts, reports, decisions, claims and appeals."""
