from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Outputs = "Callable[..., dict[str, str]]"

CHILD = 'name = "mine"\ncontract = 1\nparent = "scholar"\n'


def with_theme(smallest: dict[str, str | bytes], **files: str) -> dict[str, str | bytes]:
    config = str(smallest["site.toml"])
    made = {f"themes/mine/{path}": text for path, text in files.items()}
    return {
        **smallest,
        "site.toml": config.replace("\n\n", "\n") + 'theme = "mine"\n',
        "themes/mine/theme.toml": CHILD,
        **made,
    }


def test_a_child_theme_changes_one_partial_and_keeps_the_rest(
    smallest: dict[str, str | bytes], outputs: Outputs
) -> None:
    before = outputs(smallest)["publications/index.html"]
    partial = {"templates/partials/publication.html": "<p>MINE {{ publication.title | rich }}</p>"}
    after = outputs(with_theme(smallest, **partial))["publications/index.html"]
    assert "MINE Tides of a Small Sea" not in before
    assert "MINE Tides of a Small Sea" in after
    assert before.partition("<main")[0] == after.partition("<main")[0]


def test_a_template_extends_its_parents_file_of_the_same_name(
    smallest: dict[str, str | bytes], outputs: Outputs
) -> None:
    page = {
        "templates/404.html": (
            '{% extends "@scholar/404.html" %}{% block main %}EXTRA{{ super() }}{% endblock %}'
        )
    }
    text = outputs(with_theme(smallest, **page))["404.html"]
    assert "EXTRA" in text
    assert "</html>" in text


def test_a_static_file_of_the_child_is_used_with_its_own_fingerprint(
    smallest: dict[str, str | bytes], build: Callable[..., object]
) -> None:
    def styles(files: dict[str, str | bytes]) -> dict[str, bytes]:
        built = build(files)
        return {
            str(path): content
            for path, content in built.value.outputs.items()  # type: ignore[attr-defined]
            if str(path).startswith("static/scholar.")
        }

    ours, theirs = styles(with_theme(smallest, **{"static/scholar.css": "b{}"})), styles(smallest)
    assert b"b{}" in ours.values()
    assert set(ours) != set(theirs)


@pytest.mark.parametrize(
    "expression",
    [
        "{{ site.__class__ }}",
        "{{ page.meta.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ site.title.upper.__self__ }}",
        "{{ page.meta._replace }}",
        "{{ url.__func__ }}",
    ],
)
def test_a_template_sees_fields_and_nothing_behind_them(
    smallest: dict[str, str | bytes], report: Callable[..., str], expression: str
) -> None:
    printed = report(with_theme(smallest, **{"templates/404.html": expression}))
    assert "themes/mine/templates/404.html:1:" in printed
    assert "[template-" in printed


def test_options_reach_the_pages_and_children_inherit_them(
    smallest: dict[str, str | bytes], outputs: Outputs
) -> None:
    files = with_theme(smallest)
    files["themes/mine/theme.toml"] = (
        CHILD + '[options.mood]\ntype = "choice"\nchoices = ["calm", "wild"]\n'
        'default = "calm"\nhelp = "How it feels."\n'
    )
    files["themes/mine/templates/404.html"] = "{{ theme.mood }} {{ theme.accent }}"
    files["site.toml"] = str(files["site.toml"]) + '[theme_options]\naccent = "#123456"\n'
    assert outputs(files)["404.html"] == "calm #123456"


def test_json_in_a_page_can_not_end_its_script(
    smallest: dict[str, str | bytes], outputs: Outputs
) -> None:
    files = dict(smallest)
    files["publications.bib"] = (
        "@article{k, title={A </script><script>alert(1)</script> & b}, author={X, Y}, year=2020}"
    )
    text = outputs(files)["publications/k/index.html"]
    data = text.partition('type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["@graph"][0]["name"].startswith("A ")
    assert "<script>alert" not in text


def test_a_theme_on_the_base_has_a_page_of_every_kind_that_it_does_not_know(
    outputs: Callable[..., dict[str, str]],
) -> None:
    """A kind of page that is added to the contract gets a template of the base."""
    own = "<!doctype html><html><body>{% block main %}<h1>{{ page.meta.title }}</h1>{% endblock %}"
    names = ("layout", "home", "publications", "publication", "posts", "post", "talks", "teaching")
    made = outputs(
        {
            "site.toml": 'title = "A"\nurl = "https://a.example/"\ntheme = "mine"\n'
            '[stats]\ncharts = ["years"]\n',
            "content/people.toml": '[[people]]\nname = "Reed, Bo"\ngroup = "Students"\n',
            "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\nparent = "base"\n',
            "publications.bib": "@article{tides, title = {Tides}, author = {Lune, Ada}, "
            "journal = {Water}, year = 2024, keywords = {sea}}\n",
            "content/profile.toml": 'name = "Ada Lune"\n',
            "content/posts/2024-01-02-a.md": '+++\ntitle = "Post"\ntags = ["sea"]\n+++\nText\n',
            "content/news/2024-01-02-b.md": '+++\ntitle = "Piece"\n+++\nText [@tides].\n',
            "content/talks/c.md": '+++\ntitle = "Talk"\ndate = 2024-01-02\n+++\nText [@tides].\n',
            "content/teaching/d.md": '+++\ncourse = "Course"\n+++\nText\n',
            **{f"themes/mine/templates/{name}.html": own for name in (*names, "news", "404", "cv")},
        }
    )
    said = {
        "tags/index.html": '<a href="sea/"><bdi>sea</bdi></a>',
        "tags/sea/index.html": '<a href="../../posts/a/">Post</a>',
        "people/index.html": "Bo Reed",
        "news/b/index.html": "<h1>Piece</h1>",
        "talks/c/index.html": 'id="ref-',
        "teaching/d/index.html": "<h1>Course</h1>",
        "stats/index.html": "<h1>Statistics</h1>",
    }
    assert {path for path, text in said.items() if text not in made.get(path, "")} == set()
