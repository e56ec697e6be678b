"""Articles as files, and small ones for the pure modules."""

from typing import Any

from faq.articles import Article, Topic

TEXT = "It is warm.\n"


def written(text: str = TEXT, **keys: str) -> bytes:
    """A file that may be used, with keys changed (TOML as written) or left out ("")."""
    head = {
        "title": '"Is heat all right?"',
        "short": '"Yes, warm."',
        "topic": '"hurts"',
        "other_words": '["sauna"]',
        "sources": '["SEED"]',
        **keys,
    }
    lines = [f"{key} = {value}" for key, value in head.items() if value]
    return "\n".join(["+++", *lines, "+++", "", text]).encode()


def article(slug: str, **keys: Any) -> Article:
    given = {
        "title": slug,
        "short": "Yes.",
        "topic": Topic.HURTS,
        "html": "<p>Warm.</p>",
        "words": "Warm.",
        "other_words": (),
        "sources": ("SEED",),
        **keys,
    }
    return Article(slug=slug, **given)
