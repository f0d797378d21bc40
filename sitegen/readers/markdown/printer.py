"""Parts of markup -> HTML for one page. Every address goes through `resolve` and is checked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sitegen.model.text import Html, safe_href
from sitegen.readers.markdown.body import parse
from sitegen.readers.markdown.findings import is_allowed
from sitegen.readers.markdown.highlight import highlight
from sitegen.readers.markdown.markup import Anchor, Cited, CodeBlock, Part, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model.markdown import Markdown
    from sitegen.readers.markdown.citations import CitedKey


def markdown_html(
    body: Markdown,
    *,
    resolve: Callable[[str], str],
    cite: Callable[[tuple[CitedKey, ...]], Html],
) -> Html:
    """Return a body as markup.

    Args:
        body: The text.
        resolve: From each address as it is written to the one for the page.
        cite: From the works of one citation to its markup.
    """

    def address(href: str) -> str | None:
        final = safe_href(resolve(href)) if is_allowed(href) else None
        return escape(final) if final else None

    def markup(part: Part) -> str:
        match part:
            case str():
                return part
            case Anchor(href, attributes):
                target = address(href)
                return f'<a href="{target}"{attributes}>' if target else f"<a{attributes}>"
            case Picture(src, alt, attributes):
                target = address(src)
                return f'<img src="{target}"{attributes}>' if target else alt
            case Cited(keys):
                return cite(keys).text
            case CodeBlock():
                return _code_block(part)

    return Html("".join(map(markup, parse(body.source).parts)))


def _code_block(block: CodeBlock) -> str:
    code = highlight(block.code, block.language) or escape(block.code, quote=False)
    language = f' class="language-{escape(block.language)}"' if block.language else ""
    inner = f'<pre tabindex="0"><code{language}>{code}</code></pre>'
    return f"<div{block.attributes}>{inner}</div>\n"
