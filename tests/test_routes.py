from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.addresses import absolute_url, base_path, relative_url
from sitegen.model.text import Url
from sitegen.routes import out_path

_step = st.text("ab-:%20", min_size=1, max_size=4).filter(lambda step: step not in (".", ".."))
_paths = st.lists(_step, max_size=3).map(lambda steps: "/" + "".join(f"{s}/" for s in steps))


@given(_paths, _paths, st.sampled_from(["", "a.css", "#top"]))
def test_a_relative_link_leads_where_the_absolute_one_does(
    base: str, target: str, tail: str
) -> None:
    way = relative_url(target + tail, Url(base))
    for prefix in ("https://example.org", "https://example.org/repo"):
        assert urljoin(prefix + base, way) == prefix + target + tail


@given(
    st.lists(st.sampled_from(["/", "a", "b:", ".", "..", "#", "a/b/", "//"]), max_size=6)
    .map("".join)
    .filter(lambda target: target.partition("#")[0] != ""),
    _paths,
)
def test_a_relative_link_is_what_posixpath_makes_of_it(target: str, base: str) -> None:
    path, mark, anchor = target.partition("#")
    made = relative_url(target, Url(base))
    way = posixpath.relpath(path, posixpath.dirname(base)) + "/" * path.endswith("/")
    whole = f"#{anchor}" if path == base and anchor else way + mark * bool(anchor) + anchor
    assert made.removeprefix("./") in (whole, whole.removeprefix("./"))


@given(_paths)
def test_a_page_is_a_folder_with_an_index(path: str) -> None:
    assert posixpath.basename(out_path(Url(path))) == "index.html"


@pytest.mark.parametrize(
    ("site", "path"),
    [("https://a.example/", ""), ("https://a.example", ""), ("https://a.example/x/y/", "/x/y")],
)
def test_the_base_path_is_that_of_the_sites_address(site: str, path: str) -> None:
    assert base_path(site) == path
    assert absolute_url("/posts/", site) == f"https://a.example{path}/posts/"
