"""Segments to counts of concepts: tokens, lemmas, links between the norms, sparse counts."""
