from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import CiteKey
from sitegen.plan.company import RELATED_AT_MOST, related_works
from sitegen.plan.relations import RelatedWork

WORDS = st.lists(st.sampled_from(["tides", "reefs", "silt", "moons"]), max_size=5).map(tuple)


@given(st.lists(WORDS, max_size=9), st.data())
def test_the_closest_works_share_most_keywords(
    words: list[tuple[str, ...]], data: st.DataObject
) -> None:
    keywords = [(CiteKey(f"k{n}"), own) for n, own in enumerate(words)]
    keys = [key for key, _ in keywords]
    relations = {
        key: tuple(
            RelatedWork(label, other)
            for other in keys
            if other != key
            and (label := data.draw(st.sampled_from([None, None, "", "Preprint"]))) is not None
        )
        for key in keys
    }
    found = related_works(keywords, relations)
    for key, own in keywords:
        named = [one.key for one in relations[key] if not one.label]
        others = {key, *(one.key for one in relations[key])}
        shared = [
            (-len(set(own) & set(theirs)), place, other)
            for place, (other, theirs) in enumerate(keywords)
            if other not in others and set(own) & set(theirs)
        ]
        close = [other for _, _, other in sorted(shared)[:RELATED_AT_MOST]]
        assert found.get(key, ()) == (*named, *close)
