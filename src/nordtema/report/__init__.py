"""report: what a reader sees of tables and figures, as sentences and as pages."""
