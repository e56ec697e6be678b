"""From Markdown to HTML, once, when the articles are loaded.

Decides what an article may hold: paragraphs, second headings, lists, strong and emphasised
words, and links to our own pages. Refuses everything else, so no picture, no markup and no
address of somebody else ever reaches a page. Sources are named in the front matter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ALLOWED = frozenset(
    {"paragraph", "heading", "bullet_list", "ordered_list", "list_item", "inline"}
    | {"text", "softbreak", "strong", "em", "link"}
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article's text as a page shows it, and its words alone."""

    html: str
    words: str
    faults: tuple[str, ...]


def render(text: str, known: Callable[[str], bool]) -> Rendered:
    """Return ``text`` as HTML, with every reason not to use it; ``known`` judges a link."""
    tokens = _MARKDOWN.parse(text)
    every = list(_all(tokens))
    for token in every:
        if token.type == "bullet_list_open":
            token.attrSet("class", "bullets")
    faults = tuple(dict.fromkeys(fault for token in every for fault in _faults(token, known)))
    words = " ".join(token.content for token in every if token.type == "text")
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Rendered(html, words, faults)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _faults(token: Token, known: Callable[[str], bool]) -> Iterator[str]:
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind not in _ALLOWED:
        yield f"{kind} is not used in an article"
    elif token.type == "heading_open" and token.tag != "h2":
        yield "a heading begins with two #"
    elif token.type == "link_open":
        address = str(token.attrGet("href"))
        if not known(address):
            yield f"links to {address!r}, which is no page of ours"
    elif token.type == "text" and "<" in token.content:
        yield "holds <: articles are Markdown without markup"
