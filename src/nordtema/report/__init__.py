"""Running the notebooks, rendering them, and saying where every figure comes from."""
