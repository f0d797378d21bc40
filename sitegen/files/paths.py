"""Paths in a site: which are content, and how to join them without leaving it."""

from __future__ import annotations

from sitegen.problems import SitePath

BUILTIN_THEMES = SitePath("@themes")


def is_content_name(name: str) -> bool:
    """Say whether a file or folder is content: not hidden, no editor's backup or swap file.

    >>> [name for name in (".git", "a.md~", "a.md", "#a#", "b.swp") if is_content_name(name)]
    ['a.md']
    """
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".bak", ".orig"))


def join(*parts: str) -> SitePath | None:
    """Join paths; None when the result would leave the root or is no plain relative path.

    >>> join("content/posts", "../assets/a.png"), join("a", "../../b"), join("a", "/etc/passwd")
    ('content/assets/a.png', None, None)
    """
    stack: list[str] = []
    for part in parts:
        if part.startswith("/") or "\0" in part or "\\" in part or ":" in part:
            return None
        for step in part.split("/"):
            if step in ("", "."):
                continue
            if step == "..":
                if not stack:
                    return None
                stack.pop()
            else:
                stack.append(step)
    return SitePath("/".join(stack))
