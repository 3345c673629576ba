"""Topic models to what differs between countries, and what of it is more than language."""
