import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

ATOM = "{http://www.w3.org/2005/Atom}"
Outputs = Callable[[Mapping[str, str]], dict[str, str]]
SITE = 'title = "T"\nurl = "https://e.org/x/"\n'
TALKS = """
[[talks]]
title = "Given"
date = 2020-05-04
event = "Tide Days"
abstract = "What the tide does."
[[talks]]
title = "To come"
date = 2999-01-01
[[talks]]
title = "Some day"
"""
PROJECT = '+++\ntitle = "Buoy"\nsummary = "It floats."\ndate = "2019 – present"\n+++\n'


def entries(feed: str) -> list[ET.Element]:
    return list(ET.fromstring(feed).iter(f"{ATOM}entry"))  # noqa: S314  # our own


def titles(feed: str) -> list[str]:
    return [str(entry.findtext(f"{ATOM}title")) for entry in entries(feed)]


def test_talks_and_projects_have_feeds_of_what_has_been(outputs: Outputs) -> None:
    made = outputs(
        {"site.toml": SITE, "content/talks.toml": TALKS, "content/projects/buoy.md": PROJECT}
    )
    assert titles(made["talks/feed.xml"]) == ["Given"]
    assert titles(made["projects/feed.xml"]) == ["Buoy"]
    assert titles(made["feed.xml"]) == ["Given", "Buoy"]
    entry = entries(made["talks/feed.xml"])[0]
    assert entry.findtext(f"{ATOM}summary") == "Tide Days\nWhat the tide does."
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://e.org/x/talks/#talk-given-2020-05-04"


def test_a_list_with_nothing_to_tell_has_no_feed_and_no_link_to_one(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/talks.toml": '[[talks]]\ntitle = "Some day"\n'})
    assert "talks/feed.xml" not in made
    assert "feed.xml" not in made
    assert "feed.xml" not in made["talks/index.html"]


def test_the_sitemap_has_days_only_where_they_are_known(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/talks.toml": TALKS,
            "content/posts/old.md": '+++\ntitle = "Old"\ndate = 2020-01-02\n+++\n',
            "content/posts/new.md": (
                '+++\ntitle = "New"\ndate = 2019-01-02\nupdated = 2021-03-04\n+++\n'
            ),
        }
    )
    listed = re.findall(r"<loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?", made["sitemap.xml"])
    assert [(url.removeprefix("https://e.org/x"), day) for url, day in listed] == [
        ("/", ""),
        ("/posts/", "2021-03-04"),
        ("/posts/new/", "2021-03-04"),
        ("/posts/old/", "2020-01-02"),
        ("/talks/", ""),
    ]
