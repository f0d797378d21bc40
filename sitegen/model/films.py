"""Films and recordings: which files are some, and which addresses are those of a film elsewhere."""

from __future__ import annotations

import posixpath
from typing import Final, Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qs, urlsplit

from sitegen.late_pattern import late_pattern

Medium: TypeAlias = Literal["video", "audio"]

_ENDINGS: Final[dict[str, Medium]] = {
    ".mp4": "video", ".m4v": "video", ".webm": "video", ".ogv": "video", ".mov": "video",
    ".mp3": "audio", ".m4a": "audio", ".ogg": "audio", ".oga": "audio", ".opus": "audio",
    ".wav": "audio", ".flac": "audio",
}  # fmt: skip
_YOUTUBE: Final = frozenset({"youtube.com", "m.youtube.com", "youtube-nocookie.com"})
_YOUTUBE_NAME = late_pattern(r"[\w-]{11}")
_VIMEO_PATH = late_pattern(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?")
_PEERTUBE_PATH = late_pattern(
    r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)


class Player(NamedTuple):
    """The player of a film elsewhere: its address, and the host that readers know it by."""

    frame: str
    host: str

    @property
    def origin(self) -> str:
        """What a page's security policy must allow: scheme and host of the player."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


def medium(href: str) -> Medium | None:
    """Say what kind of film or recording a file is, if it is one.

    >>> medium("assets/talk.mp4"), medium("/assets/Voice.MP3"), medium("a.pdf")
    ('video', 'audio', None)
    """
    return _ENDINGS.get(posixpath.splitext(urlsplit(href).path.lower())[1])


def player(href: str) -> Player | None:
    """Return the player of a film at YouTube, Vimeo or a PeerTube server; None for all else.

    YouTube's player without cookies, and Vimeo's with `dnt`, which asks for none.

    >>> player("https://youtu.be/xvFZjo5PgG0?t=42").frame
    'https://www.youtube-nocookie.com/embed/xvFZjo5PgG0?autoplay=1&start=42'
    >>> player("https://vimeo.com/76979871").frame
    'https://player.vimeo.com/video/76979871?autoplay=1&dnt=1'
    >>> player("https://tube.example.org/w/9c9de5e8d0ab4c3d8f9c9e").origin
    'https://tube.example.org'
    """
    try:
        parts = urlsplit(href)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.port:
            return None
    except ValueError:
        return None
    host = parts.hostname.removeprefix("www.")
    if host == "youtu.be" or host in _YOUTUBE:
        return _youtube(parts.path, parse_qs(parts.query), host)
    if host in ("vimeo.com", "player.vimeo.com"):
        film = _VIMEO_PATH.fullmatch(parts.path)
        secret = f"&h={film[2]}" if film and film[2] else ""
        frame = f"https://player.vimeo.com/video/{film[1]}?autoplay=1&dnt=1{secret}" if film else ""
        return Player(frame, "vimeo.com") if film else None
    film = _PEERTUBE_PATH.fullmatch(parts.path)
    if film is None or parts.scheme != "https":
        return None
    return Player(f"https://{parts.hostname}/videos/embed/{film[1]}?autoplay=1", host)


def _youtube(path: str, query: dict[str, list[str]], host: str) -> Player | None:
    steps = path.strip("/").split("/")
    if host == "youtu.be":
        name = steps[0]
    elif steps[0] in ("embed", "shorts", "live") and len(steps) > 1:
        name = steps[1]
    else:
        name = query.get("v", [""])[0]
    if not _YOUTUBE_NAME.fullmatch(name):
        return None
    start = query.get("t", query.get("start", [""]))[0].removesuffix("s")
    after = f"&start={start}" if start.isdecimal() and start.isascii() else ""
    return Player(f"https://www.youtube-nocookie.com/embed/{name}?autoplay=1{after}", "youtube.com")
