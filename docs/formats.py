"""A hook of mkdocs: the formats that are read, as the recognisers themselves say."""

from nordtema.corpus.sources.recogniser import recognisers

_MARK = "<!-- formats -->"


def on_page_markdown(markdown: str, **_: object) -> str:
    """The page with the list of formats in place of the mark."""
    if _MARK not in markdown:
        return markdown
    return markdown.replace(_MARK, "\n".join(f"- {one.called}" for one in recognisers()))
