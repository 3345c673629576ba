"""Counts to topic models: LDA and NMF, the number of topics, diagnostics, labels."""
