"""report: executing the notebooks, rendering them, and saying where results come from."""

import sys

# nbformat asks jsonschema, which would compile a grammar of internet addresses for a second
sys.modules.setdefault("rfc3987_syntax", None)
