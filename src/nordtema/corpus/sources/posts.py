"""What platforms give as JSON (Reddit, Facebook, YouTube) to rows: a post or comment each.

Posts lie deep in such files, and answers in the posts; a row has id, text, title, author, date and
thread, the id of the post that it answers in the end.
"""

from collections.abc import Iterator

_GONE = ("[deleted]", "[removed]")
Row = dict[str, object]


def posts_of(value: object) -> list[Row]:
    """The posts and comments of a JSON value; none where it is of no form that is known.

    Parameters
    ----------
    value : as JSON was read

    Returns
    -------
    list of dicts
    """
    for reader in (_reddit, _youtube, _downloaded_video, _graph, _facebook):
        rows = [row for row in reader(value) if row["text"] and row["text"] not in _GONE]
        if rows:
            return _numbered(rows)
    return []


def is_gone(row: object) -> bool:
    """Whether a record is a post or comment of Reddit that was deleted or removed.

    Parameters
    ----------
    row : as JSON was read

    Returns
    -------
    bool
    """
    texts = (row.get("body"), row.get("selftext")) if isinstance(row, dict) else ()
    return any(text in _GONE for text in texts)


def _numbered(rows: list[Row]) -> list[Row]:
    """The rows with numbers as their ids, where not each has one of its own."""
    ids = {str(row.get("id") or "") for row in rows}
    if "" not in ids and len(ids) == len(rows):
        return rows
    return [{**row, "id": str(number)} for number, row in enumerate(rows, 1)]


def _row(text: object, **facts: object) -> Row:
    return {"text": str(text or "").strip(), **{key: one or "" for key, one in facts.items()}}


def _dicts(value: object) -> Iterator[dict]:
    """The records of a list, or none."""
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _inner(value: object, *keys: str) -> object:
    """What lies under keys within keys, None where a key is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


# ---------------------------------------------------------------- Reddit


def _reddit(value: object, source: object = "") -> Iterator[Row]:
    """Listings of posts (t3) and comments (t1), answers within them."""
    for listing in _dicts(value if isinstance(value, list) else [value]):
        if listing.get("kind") != "Listing":
            continue
        for child in _dicts(_inner(listing, "data", "children")):
            source = _inner(child, "data", "subreddit") or source
            yield from _thing(child.get("data"), source)


def _thing(data: object, source: object) -> Iterator[Row]:
    if isinstance(data, dict):
        thread = str(data.get("link_id") or data.get("id") or "").removeprefix("t3_")
        yield _row(
            data.get("body") or data.get("selftext") or data.get("title"), id=data.get("id"),
            title=data.get("title"), author=data.get("author"), date=data.get("created_utc"),
            source=source, thread=thread,
        )  # fmt: skip
        yield from _reddit(data.get("replies"), source)


# ---------------------------------------------------------------- YouTube


def _youtube(value: object) -> Iterator[Row]:
    """Comments as the data API gives them, alone or as threads with answers."""
    lists = value if isinstance(value, list) else [value]
    items = [item for page in lists for item in _dicts(_inner(page, "items"))]
    for item in items or list(_dicts(lists)):
        top = _inner(item, "snippet", "topLevelComment")
        thread = str(_inner(item, "snippet", "videoId") or "")
        yield from _video_comment(top if isinstance(top, dict) else item, thread)
        for reply in _dicts(_inner(item, "replies", "comments")):
            yield from _video_comment(reply, thread)


def _video_comment(comment: dict, thread: str) -> Iterator[Row]:
    told = comment.get("snippet")
    if isinstance(told, dict) and ("textOriginal" in told or "textDisplay" in told):
        yield _row(
            told.get("textOriginal") or told.get("textDisplay"), id=comment.get("id"),
            author=told.get("authorDisplayName"), date=told.get("publishedAt"),
            thread=told.get("videoId") or thread,
        )  # fmt: skip


def _downloaded_video(value: object) -> Iterator[Row]:
    """Comments as yt-dlp writes them beside a video."""
    if isinstance(value, dict) and "extractor" in value:
        for comment in _dicts(value.get("comments")):
            yield _row(
                comment.get("text"), id=comment.get("id"), author=comment.get("author"),
                date=comment.get("timestamp"), thread=value.get("id"),
            )  # fmt: skip


# ---------------------------------------------------------------- Facebook


def _graph(value: object) -> Iterator[Row]:
    """Posts and comments as the Graph API gives them."""
    pages = value if isinstance(value, list) else [value]
    posts = [post for page in pages for post in _dicts(_inner(page, "data"))]
    for post in posts:
        if "created_time" in post:
            yield from _graph_post(post, post.get("id"))


def _graph_post(post: dict, thread: object) -> Iterator[Row]:
    further = {key: one for key, one in post.items() if not isinstance(one, dict | list)}
    told = _row(
        further.pop("message", ""), id=further.pop("id", ""), thread=thread,
        author=_inner(post, "from", "name"), date=further.pop("created_time", ""),
    )  # fmt: skip
    yield {**further, **told}
    for comment in _dicts(_inner(post, "comments", "data")):
        yield from _graph_post(comment, thread)


def _facebook(value: object) -> Iterator[Row]:
    """What somebody has downloaded of an account: posts, comments, messages."""
    lists = value.values() if isinstance(value, dict) else [value]
    for record in (record for one in lists for record in _dicts(one)):
        for told in _downloaded(record):
            yield {key: _mended(one) for key, one in told.items()}


def _downloaded(record: dict) -> Iterator[Row]:
    seconds = record.get("timestamp")
    if "sender_name" in record and "timestamp_ms" in record:
        when = str(record["timestamp_ms"])[:-3]
        yield _row(record.get("content"), author=record["sender_name"], date=when)
    for part in _dicts(record.get("data")) if seconds else ():
        comment = part.get("comment")
        if isinstance(comment, dict):
            yield _row(comment.get("comment"), author=comment.get("author"), date=seconds)
        elif "post" in part:
            yield _row(part["post"], date=seconds)


def _mended(value: object) -> object:
    """Text of which each byte of UTF-8 was written as a letter of its own."""
    if not isinstance(value, str):
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return value
