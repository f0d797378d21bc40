from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import OutPath
from sitegen.serve.news import news
from sitegen.serve.preview import Preview, advance, compare, concerns, merge, since

Outputs = dict[OutPath, bytes]

HOME, CV, MISSING = OutPath("index.html"), OutPath("cv/index.html"), OutPath("404.html")
OLD_STYLE, NEW_STYLE = OutPath("static/a.00000001.css"), OutPath("static/a.00000002.css")


def site(style: OutPath = OLD_STYLE, **pages: str) -> Outputs:
    texts = {"index.html": "home", "cv/index.html": "cv", "404.html": "none", **pages}
    made = {OutPath(path): f"<link href={style}>{text}".encode() for path, text in texts.items()}
    return {**made, style: style.encode()}


def shown(outputs: Outputs) -> Preview:
    return advance(Preview("r"), outputs, "")[0]


def after(preview: Preview, outputs: Outputs | None, report: str = "") -> Preview:
    return advance(preview, outputs, report)[0]


def test_a_failed_build_keeps_the_last_good_pages() -> None:
    good = shown(site())
    bad = after(good, None, "<p>wrong")
    assert bad.outputs is good.outputs
    assert bad.report == "<p>wrong"
    assert bad.number == good.number + 1
    mended = after(bad, site())
    assert mended.report == ""
    assert mended.number == bad.number + 1


def test_a_build_that_changes_nothing_is_the_same_state() -> None:
    good = shown(site())
    assert after(good, site()).name == good.name
    bad = after(good, None, "x")
    assert after(bad, None, "x") is bad


def test_only_what_differs_is_a_change() -> None:
    old = site()
    new = {**site(), HOME: b"other", OutPath("feed.xml"): b"new"}
    change = compare(old, new)
    assert change.pages == {HOME}
    assert change.files == {"feed.xml"}
    assert change.styles == {}
    assert change.count == 2


def test_a_page_that_is_gone_or_new_is_a_changed_page() -> None:
    old, new = site(), site()
    del new[CV]
    assert compare(old, new).pages == {CV}
    assert compare(new, old).pages == {CV}


def test_a_new_fingerprint_changes_no_page() -> None:
    change = compare(site(), site(NEW_STYLE))
    assert change.styles == {OLD_STYLE: NEW_STYLE}
    assert (change.pages, change.files) == (frozenset(), frozenset())
    other = compare(site(), {**site(NEW_STYLE), HOME: f"<link href={NEW_STYLE}>else".encode()})
    assert other.pages == {HOME}


def test_a_style_without_a_fingerprint_takes_its_own_place() -> None:
    path = OutPath("assets/own.css")
    assert compare({path: b"a"}, {path: b"b"}).styles == {path: path}


def test_styles_are_followed_over_several_builds() -> None:
    third = OutPath("static/a.00000003.css")
    merged = merge([compare(site(), site(NEW_STYLE)), compare(site(NEW_STYLE), site(third))])
    assert merged.styles == {OLD_STYLE: third, NEW_STYLE: third}


contents = st.dictionaries(
    st.sampled_from([HOME, CV, MISSING, OutPath("a.png"), OutPath("s.css")]),
    st.sampled_from([b"1", b"2"]),
)


@given(st.lists(st.none() | contents, min_size=1, max_size=12), st.data())
def test_what_changed_since_a_state_is_all_that_differs_from_it(
    builds: list[Outputs | None], data: st.DataObject
) -> None:
    states = [Preview("r")]
    for build in builds:
        states.append(after(states[-1], build, "" if build is not None else "bad"))
    last, seen = states[-1], data.draw(st.sampled_from(states))
    change = since(last, seen.name)
    if change is None:
        assert seen.outputs is None
        return
    old, new = seen.outputs or {}, last.outputs or {}
    differing = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    told = change.pages | change.files | set(change.styles) | set(change.styles.values())
    assert differing <= told


def test_an_unknown_state_is_not_guessed() -> None:
    preview = shown(site())
    for name in (
        "",
        "r",
        "other.1",
        "r.2",
        "r.-1",
        "r.1.1",
        "r.²",
        "r.99999999999999",
        f"r.{'9' * 5000}",
    ):
        assert since(preview, name) is None
    assert since(preview, preview.name) is not None


def test_states_far_back_are_forgotten() -> None:
    preview = first = shown(site())
    for number in range(200):
        preview = after(preview, {**site(), HOME: str(number).encode()})
    assert since(preview, first.name) is None
    assert len(preview.changes) < 100


def test_a_missing_page_is_concerned_when_it_appears_or_its_stand_in_changes() -> None:
    old, new = site(), {**site(), OutPath("talks/index.html"): b"talks"}
    change = compare(old, new)
    assert concerns(change, "talks", new)
    assert concerns(change, "talks/", new)
    assert not concerns(change, "cv/", new)
    other = {**site(), MISSING: b"not here"}
    assert concerns(compare(old, other), "nowhere", other)
    assert not concerns(compare(old, other), "cv/", other)


def test_a_page_is_told_what_concerns_it_and_no_more() -> None:
    first = shown(site())
    second = after(
        first, {**site(), HOME: b"other", OutPath("a b.png"): b"", OutPath("x.ris"): b""}
    )
    assert news(second, first.name, "", "/")["command"] == "reload"
    told = news(second, first.name, "cv/", "/")
    assert told["command"] == "update"
    assert told["files"] == ("/a b.png",)
    assert told["build"] == second.name
    restyled = after(second, {**site(NEW_STYLE), HOME: b"other"})
    told = news(restyled, second.name, "cv/", "/repo/")
    assert told["styles"] == {f"/repo/{OLD_STYLE}": f"/repo/{NEW_STYLE}"}


def test_a_page_that_is_up_to_date_is_never_reloaded() -> None:
    preview = shown(site())
    assert news(preview, preview.name, "", "/")["command"] == "update"
    failed = advance(Preview("r"), None, "bad")[0]
    assert news(failed, failed.name, "", "/")["command"] == "update"


def test_the_page_of_a_failed_first_build_follows_every_build() -> None:
    failed = after(Preview("r"), None, "bad")
    worse = after(failed, None, "worse")
    assert news(worse, failed.name, "", "/")["command"] == "reload"
    good = after(worse, site())
    for seen in (failed, worse):
        assert news(good, seen.name, "cv/", "/")["command"] == "reload"


def test_an_overlay_comes_with_the_last_good_pages_and_goes_with_the_fix() -> None:
    good = shown(site())
    bad = after(good, None, "<p>wrong")
    assert news(bad, good.name, "cv/", "/")["report"] == "<p>wrong"
    assert news(bad, bad.name, "cv/", "/")["report"] == "<p>wrong"
    mended = after(bad, {**site(), HOME: b"other"})
    assert news(mended, bad.name, "cv/", "/")["report"] == ""
