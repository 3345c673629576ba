"""The report as pages that can be read down to the sentence; static, and without script."""
