"""robustness: what other choices, models and tests would have said."""
