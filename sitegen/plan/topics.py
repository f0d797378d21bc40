"""Topics: what has the same tag, as pages, and the page of all tags."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from sitegen.model.tags import fold_tag
from sitegen.model.text import Url
from sitegen.plan import entries
from sitegen.plan.meta import page_meta
from sitegen.plan.publications import legend
from sitegen.plan.talks import is_upcoming, sorted_talks
from sitegen.views import ChoiceView, EntryGroup, TagsView, TagView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model.cv import Talk
    from sitegen.model.pages import Post, Project
    from sitegen.model.publication import Publication
    from sitegen.plan.context import Context
    from sitegen.views import EntryView

T = TypeVar("T")

TAGS_URL = Url("/tags/")
_Listed: TypeAlias = Literal["posts", "projects", "talks"]
_CHOICES_AT_MOST = 12
"""How many topics stand beside the list of posts."""


class Topic(NamedTuple):
    """A tag, in its most frequent spelling, and all that has it."""

    label: str
    url: Url
    posts: tuple[Post, ...]
    projects: tuple[Project, ...]
    talks: tuple[Talk, ...]
    publications: tuple[Publication, ...]

    @property
    def size(self) -> int:
        """How many things have the tag."""
        return len(self.posts) + len(self.projects) + len(self.talks) + len(self.publications)


class Topics(NamedTuple):
    """All topics of a site that have pages."""

    found: tuple[Topic, ...]
    """In alphabetical order."""
    of_posts: tuple[ChoiceView, ...]
    """Those of posts, most used first, not too many."""


def find_topics(context: Context) -> Topics:
    """Return the topics of a site; talks and publications join those that there are."""
    site, urls = context.site, context.routes.tags
    if not urls:
        return Topics((), ())
    upcoming, past = sorted_talks(site.collections.talks, site.today)
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    posts = _members(((post, post.tags) for post in site.posts), urls, spelled)
    projects = _members(((one, one.tags) for one in site.projects), urls, spelled)
    talks = _members(((talk, talk.tags) for talk in (*upcoming, *past)), urls, spelled)
    works = _members(((one, one.keywords) for one in context.publications), urls, spelled)
    found = [
        Topic(
            label=spelled[tag].most_common(1)[0][0],
            url=url,
            posts=tuple(posts.get(tag, ())),
            projects=tuple(projects.get(tag, ())),
            talks=tuple(talks.get(tag, ())),
            publications=tuple(works.get(tag, ())),
        )
        for tag, url in urls.items()
    ]
    found.sort(key=lambda topic: topic.label.casefold())
    common = sorted((one for one in found if one.posts), key=lambda one: -one.size)
    return Topics(tuple(found), tuple(map(_choice, common[:_CHOICES_AT_MOST])))


def _members(
    tagged: Iterable[tuple[T, tuple[str, ...]]],
    urls: Mapping[str, Url],
    spelled: Mapping[str, Counter[str]],
) -> dict[str, list[T]]:
    """Return the folded tags that have a page, with what has each; count how they are spelled."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for one, tags in tagged:
        for folded, tag in {fold_tag(tag): tag.strip() for tag in tags}.items():
            if folded in urls:
                found[folded].append(one)
                spelled[folded][tag] += 1
    return found


def _choice(topic: Topic) -> ChoiceView:
    return ChoiceView(label=topic.label, href=topic.url, count=topic.size)


def tags_view(context: Context, topics: Topics) -> TagsView:
    """Return the page of all tags."""
    title = context.list_title("tags")
    leads = context.site.config.leads
    return TagsView(
        meta=page_meta(
            context.basics,
            TAGS_URL,
            "tags",
            title,
            description=leads.get("tags") or context.said_of_list(title),
        ),
        title=title,
        lead=leads.get("tags", ""),
        tags=tuple(map(_choice, topics.found)),
    )


def tag_pages(context: Context, topics: Topics) -> Iterator[tuple[Url, TagView]]:
    """Yield the page of each tag."""
    for topic in topics.found:
        yield topic.url, _tag_view(context, topic)


def _tag_view(context: Context, topic: Topic) -> TagView:
    today, words = context.site.today, context.words
    talks = tuple(
        entries.talk(one, context.routes, words, is_upcoming=is_upcoming(one, today))
        for one in topic.talks
    )
    groups: tuple[tuple[_Listed, tuple[EntryView, ...]], ...] = (
        ("posts", context.entries(entries.post, topic.posts)),
        ("projects", context.entries(entries.project, topic.projects)),
        ("talks", talks),
    )
    keys = {one.key for one in topic.publications}
    return TagView(
        meta=page_meta(
            context.basics,
            topic.url,
            "tags",
            topic.label,
            description=words.fill(
                "topic_said", topic=topic.label, entries=words.fill("entries", topic.size)
            ),
        ),
        title=topic.label,
        count=topic.size,
        groups=tuple(
            EntryGroup(label=context.list_title(name), anchor=name, entries=made)
            for name, made in groups
            if made
        ),
        publications=tuple(context.views[one.key] for one in topic.publications),
        legend=legend([one for one in context.marked if one.key in keys], words),
        list_href=TAGS_URL,
    )
