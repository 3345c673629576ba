"""What a word form is in its sentence: its class, and the lemma of a form of that class."""
