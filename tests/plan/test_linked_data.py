import json
import re
from collections.abc import Callable, Mapping

Outputs = Callable[[Mapping[str, str]], dict[str, str]]
SITE = 'title = "T"\nurl = "https://e.org/x/"\nlanguage = "en"\n'
POST = '+++\ntitle = "Low </script> tide"\ndate = 2024-05-01\ntags = ["sea"]\n+++\nText.\n'
TALKS = """
[[talks]]
title = "To come"
date = 2999-01-01
host = "Sea University"
place = "Ulm"
event = "Tide Days"
[[talks]]
title = "Some day"
date = 2020
"""


def graph(page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    made = json.loads(found[0])
    assert made["@context"] == "https://schema.org"
    nodes = made["@graph"]
    assert isinstance(nodes, list)
    return nodes


def test_home_is_the_profile_of_the_owner(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE})
    person, site, profile = graph(made["index.html"])
    assert person["@id"] == "https://e.org/x/#owner"
    assert site["@type"] == "WebSite"
    assert profile["mainEntity"] == {"@id": person["@id"]}


def test_a_post_says_when_and_where_it_stands(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/posts/low.md": POST})
    post, way = graph(made["posts/low/index.html"])
    assert (post["@type"], post["headline"]) == ("BlogPosting", "Low </script> tide")
    assert post["datePublished"] == "2024-05-01"
    assert way["@type"] == "BreadcrumbList"
    assert [(one["position"], one["name"], one["item"]) for one in way["itemListElement"]] == [
        (1, "T", "https://e.org/x/"),
        (2, "Posts", "https://e.org/x/posts/"),
        (3, "Low </script> tide", "https://e.org/x/posts/low/"),
    ]


def test_talks_with_a_day_are_events(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/talks.toml": TALKS})
    event, way = graph(made["talks/index.html"])
    assert (event["@type"], event["name"], event["startDate"]) == ("Event", "To come", "2999-01-01")
    assert event["location"] == {"@type": "Place", "name": "Sea University, Ulm", "address": "Ulm"}
    assert [one["name"] for one in way["itemListElement"]] == ["T", "Talks"]


def test_translations_name_the_page_itself_too(outputs: Outputs) -> None:
    given = '[[translations]]\nlanguage = "de"\nurl = "https://e.org/x/de/ebbe/"\n'
    post = POST.replace('tags = ["sea"]\n', given)
    home = f'{SITE}[[translations]]\nlanguage = "fr"\nurl = "https://e.org/x/fr/"\n'
    made = outputs({"site.toml": home, "content/posts/low.md": post})
    links = r'<link rel="alternate" href="([^"]+)" hreflang="([^"]+)">'
    assert re.findall(links, made["posts/low/index.html"]) == [
        ("https://e.org/x/posts/low/", "en"),
        ("https://e.org/x/de/ebbe/", "de"),
    ]
    assert re.findall(links, made["index.html"]) == [
        ("https://e.org/x/", "en"),
        ("https://e.org/x/fr/", "fr"),
    ]
