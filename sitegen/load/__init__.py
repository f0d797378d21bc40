"""Files -> `Site`: the only stage that reads the user's content."""

from sitegen.load.memo_file import decode_memo, encode_memo
from sitegen.load.site import LoadOptions, SiteMemo, load_site

__all__ = ["LoadOptions", "SiteMemo", "decode_memo", "encode_memo", "load_site"]
