"""workflow: planning a run, executing its stages, publishing what they have made."""

import sys

# nbformat asks jsonschema, which would compile a grammar of internet addresses for a second
sys.modules.setdefault("rfc3987_syntax", None)
