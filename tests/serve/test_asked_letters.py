"""Letters for the preview: made like those on the disk, and set anew only where they changed."""

from __future__ import annotations

from conftest import TODAY, tree

from sitegen.load import LoadOptions
from sitegen.serve.asked_letters import letters_to_show

HEAD = (
    '+++\ndate = 2026-02-20\ntitle = "On tides"\nletterhead = false\nopening = "Dear all,"\n+++\n'
)
SITE = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n',
    "content/letters/one.md": f"{HEAD}One.\n",
    "content/letters/two.md": f"{HEAD}Two [Company].\n",
    "content/letters/base.md": "+++\n+++\n::: why\n",
}


def test_letters_and_what_is_wrong_with_them() -> None:
    ask = letters_to_show()
    shown = ask(tree(SITE), TODAY, LoadOptions())
    assert [one.code for one in shown.problems] == ["letter-paragraph"]
    assert shown.value is not None
    first, second = shown.value
    assert (first.name, first.title, first.problems) == ("one", "On tides", ())
    assert first.pdf is not None
    assert first.pdf.startswith(b"%PDF")
    assert (second.name, second.pdf) == ("two", None)
    assert [one.code for one in second.problems] == ["letter-placeholder"]

    again = ask(tree(SITE), TODAY, LoadOptions()).value
    assert again is not None
    assert again[0].pdf is first.pdf
