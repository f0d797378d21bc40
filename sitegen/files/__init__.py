"""The files of a site behind one small protocol, so that every stage runs without a disk."""

from sitegen.files.disk import DiskTree, DiskView, FileSeen, FolderSeen
from sitegen.files.paths import BUILTIN_THEMES, is_content_name, join
from sitegen.files.text import TEXT_LIMIT_BYTES, read_text, source_text
from sitegen.files.trees import FileTree, MemoryTree, SiteTree, builtin_themes

__all__ = [
    "BUILTIN_THEMES",
    "TEXT_LIMIT_BYTES",
    "DiskTree",
    "DiskView",
    "FileSeen",
    "FileTree",
    "FolderSeen",
    "MemoryTree",
    "SiteTree",
    "builtin_themes",
    "is_content_name",
    "join",
    "read_text",
    "source_text",
]
