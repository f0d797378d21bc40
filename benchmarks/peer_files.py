"""The invented content as the other generators want it.

What a peer cannot read is converted here, outside its time: only Pelican and MkDocs read .bib.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from generate import BIO, LEAN_THEME, OWNER, PLACE, ROLE, SUMMARY, Content, site_files

if TYPE_CHECKING:
    from sitegen.views import PublicationView

RECIPES = Path(__file__).with_name("peers")
DAY = dt.date(2026, 6, 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication with everything that a template prints; texts are HTML but for `title`."""

    key: str
    title: str
    heading: str
    description: str
    authors: tuple[str, ...]
    owner: int
    """Which of the authors is the owner of the site; -1 for none."""
    source: str
    year: int
    date: str
    links: tuple[dict[str, str], ...]
    abstract: str
    bibtex: str
    selected: bool


def converted(made: Content) -> tuple[Paper, ...]:
    """Return the papers as sitegen shows them, newest first: the work that Hugo is spared."""
    from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes
    from sitegen.load import load_site
    from sitegen.plan import plan_site
    from sitegen.routes import plan_routes
    from sitegen.themes import load_theme
    from sitegen.views import PublicationsView

    bare = Content(made.bibliographies, {}, {})
    files = SiteTree(MemoryTree(site_files(bare, "scholar")), DiskTree(builtin_themes()))
    site = load_site(files, DAY).value
    routes = plan_routes(site).value if site else None
    theme = load_theme(site.config, files).value if site else None
    if site is None or routes is None or theme is None:
        sys.exit("the invented site has a problem: run `sitegen check`")
    plan = plan_site(site, routes, theme, files)
    views = (getattr(task, "view", None) for task in plan.tasks)
    lists = [view for view in views if isinstance(view, PublicationsView)]
    return tuple(
        _paper(one, group.label)
        for view in lists
        for group in view.groups
        for one in group.publications
    )


def _paper(view: PublicationView, year: str) -> Paper:
    from sitegen.render.rich_text import html

    authors = (*view.authors, *view.more_authors)
    owners = [place for place, author in enumerate(authors) if author.is_owner]
    return Paper(
        key=view.key,
        title=str(view.title),
        heading=html(view.title).text,
        description=f"{view.title}, by {', '.join(author.name for author in authors)}.",
        authors=tuple(author.name for author in authors),
        owner=owners[0] if owners else -1,
        source=html(view.source).text,
        year=int(year),
        date=f"{year}-01-01",
        links=tuple({"label": link.label, "href": link.href} for link in view.links),
        abstract=html(view.abstract).text,
        bibtex=view.bibtex,
        selected=view.is_selected,
    )


# What each is given -------------------------------------------------------------------------------


def _matter(value: object) -> str:
    """Return YAML front matter: JSON is YAML, key by key."""
    lines = (
        f"{key}: {json.dumps(one, ensure_ascii=False)}"
        for key, one in dict(value).items()  # type: ignore[call-overload]
        if key != "date"
    )
    date = dict(value).get("date")  # type: ignore[call-overload]
    return "\n".join(("---", *lines, *([f"date: {date}"] if date else []), "---", ""))


def _recipe(name: str) -> dict[str, str]:
    folder = RECIPES / name
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


STYLE = (LEAN_THEME / "static/lean.css").read_text("utf-8")
_TOML_MATTER = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    import tomllib

    found = _TOML_MATTER.match(text)
    if found is None:
        sys.exit("a text without front matter")
    matter = tomllib.loads(found[1])
    date = matter["date"]
    matter["date"] = date if isinstance(date, dt.date) else dt.date(date, 1, 1)
    return matter, text[found.end() :]


def _texts(made: Content) -> tuple[tuple[str, dict[str, object], str], ...]:
    """Return each post and project: folder/name, front matter, Markdown."""
    posts = ((f"posts/{name}", text) for name, text in made.posts.items())
    projects = ((f"projects/{name}", text) for name, text in made.projects.items())
    return tuple((name, *_front_matter(text)) for name, text in (*posts, *projects))


def hugo(made: Content, papers: tuple[Paper, ...]) -> dict[str, str]:
    one_each = {f"content/publications/{one.key}.md": _matter(asdict(one)) for one in papers}
    return _hugo_frame(made) | one_each


def hugo_adapter(made: Content, papers: tuple[Paper, ...]) -> dict[str, str]:
    rows = json.dumps([asdict(one) for one in papers], ensure_ascii=False, indent=0)
    adapter = _recipe("hugo_adapter")
    place = "content/publications/_content.gotmpl"
    return _hugo_frame(made) | {"data/papers.json": rows, place: adapter["_content.gotmpl"]}


def _hugo_frame(made: Content) -> dict[str, str]:
    texts = {
        f"content/{name}": _matter(matter | {"date": matter["date"]}) + body
        for name, matter, body in _dated(_texts(made))
    }
    home = {"role": f"{ROLE}, {PLACE}", "summary": SUMMARY}
    heads = ("publications", "projects", *(["posts"] if made.posts else []))
    sections = {
        f"content/{name}/_index.md": _matter({"title": name.capitalize()}) for name in heads
    }
    return {
        **_recipe("hugo"),
        **texts,
        **sections,
        "content/_index.md": _matter(home) + f"{BIO}\n",
        "static/lean.css": STYLE,
    }


def _dated(
    texts: tuple[tuple[str, dict[str, object], str], ...],
) -> tuple[tuple[str, dict[str, object], str], ...]:
    """Drop the day from the names of posts, as sitegen does for their addresses."""
    return tuple((re.sub(r"\d{4}-\d\d-\d\d-", "", name), *rest) for name, *rest in texts)  # type: ignore[misc]


def pelican(made: Content, papers: tuple[Paper, ...]) -> dict[str, str]:
    del papers
    texts = {
        f"content/{name}": f"Title: {matter['title']}\nDate: {matter['date']}\n"
        f"Slug: {Path(name).stem}\nSummary: {matter['summary']}\n\n{body}"
        for name, matter, body in _dated(_texts(made))
    }
    recipe = {
        (name if name == "pelicanconf.py" else f"theme/{name}"): text
        for name, text in _recipe("pelican").items()
    }
    whole = "\n".join(made.bibliographies.values())
    # The plugin stops at a month that is more than a name.
    bib = {"content/publications.bib": whole.replace('"10~" # sep', "sep")}
    return {**recipe, **texts, **bib, "theme/static/lean.css": STYLE}


def mkdocs(made: Content, papers: tuple[Paper, ...]) -> dict[str, str]:
    texts = {
        f"docs/{name}": f"# {matter['title']}\n\n{matter['date']}\n\n{body}"
        for name, matter, body in _dated(_texts(made))
    }
    cited = "\n\n".join(f"[@{one.key}]" for one in papers)
    lists = {
        folder: "\n".join(
            f"- [{matter['title']}]({Path(name).name})"
            for name, matter, _ in _dated(_texts(made))
            if name.startswith(folder)
        )
        for folder in ("posts", "projects")
    }
    return {
        **_recipe("mkdocs"),
        **texts,
        **{f"docs/{folder}/index.md": f"# {folder}\n\n{text}\n" for folder, text in lists.items()},
        "docs/index.md": f"# {OWNER}\n\n[Publications](publications.md)\n",
        "docs/publications.md": f"# Publications\n\n{cited}\n\n\\bibliography\n",
        "docs/lean.css": STYLE,
        "publications.bib": "\n".join(made.bibliographies.values()),
    }


def jekyll(made: Content, papers: tuple[Paper, ...]) -> dict[str, str]:
    texts = {f"_{name}": _matter(matter) + body for name, matter, body in _texts(made)}
    one_each = {f"_publications/{one.key}.md": _matter(asdict(one)) for one in papers}
    return {**_recipe("jekyll"), **texts, **one_each, "lean.css": STYLE}
