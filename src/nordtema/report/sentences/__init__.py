"""sentences: all prose that is computed from tables, one module for each notebook."""
