"""Files to clean segments: reading, cleaning, comments, language, duplicates, privacy."""
