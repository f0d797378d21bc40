"""Whole sites with private values: none is published, in whatever file it turns up."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from conftest import TODAY, build_files, tree

from sitegen.app import BuildMemo, build_site
from sitegen.build.leaks import LeakMemo
from sitegen.load import LoadOptions
from sitegen.load.site import load_site
from sitegen.report import json_report, terminal_report

if TYPE_CHECKING:
    from conftest import Files

    from sitegen.problems import Problem

PHONE = "020 7946 0958"
PRIVATE = f"""[[contacts]]
kind = "phone"
value = "+44 {PHONE[1:]}"

[[contacts]]
kind = "address"
value = \"\"\"
12 Oak Street
Cambridge\"\"\"

[[contacts]]
kind = "email"
value = "ada@home.example"

[[references]]
name = "Tom Brook"
email = "tom@brook.example"
phone = "030 1234567"
"""
SITE: Files = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://example.org/"\ntheme = "mine"\n',
    "content/profile.toml": 'name = "Ada Lune"\nemail = "ada@example.org"\n'
    '[[contacts]]\nkind = "phone"\nlabel = "Mobile"\n'
    '[[contacts]]\nkind = "office"\nvalue = "Room 7.12"\n',
    "publications.bib": "@article{tides, title = {Tides}, author = {Lune, Ada}, year = 2024}\n",
    "content/cv.toml": '[[education]]\ndegree = "PhD"\ninstitution = "Selwyn"\ndate = 2019\n',
    "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\nparent = "plain"\n',
    "private.toml": PRIVATE,
}


def pdf(stream: str = "", info: str = "", link: str = "") -> bytes:
    """A PDF of one page: its operators, its title, the address of a link on it."""
    packed = zlib.compress(stream.encode("latin-1"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[6 0 R]/Resources 7 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        f"<</Title({info})>>".encode(),
        f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({link})>>>>".encode(),
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R/Info 5 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(content))
    )


def docx(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return packed.getvalue()


def leaks(files: Files, **options: object) -> list[Problem]:
    built = build_files(files, **options)
    found = [one for one in built.problems if one.code == "private-leak"]
    assert (built.value is None) == bool(found)
    return found


def test_nothing_private_is_published() -> None:
    built = build_files(SITE)
    assert built.problems == ()
    assert built.value is not None
    for out, content in built.value.outputs.items():
        for value in (b"7946", b"Oak Street", b"home.example", b"brook", b"Brook", b"1234567"):
            assert value not in content, out
    assert b"Room 7.12" in built.value.outputs["cv/index.html"]  # type: ignore[index]


def test_the_site_that_is_published_does_not_hold_private_values() -> None:
    site = load_site(tree(SITE), TODAY).value
    assert site is not None
    assert [one.kind for one in site.profile.contacts] == ["office"]
    assert site.collections.references == ()
    assert "7946" not in repr(site)


def test_private_documents_are_made_from_a_site_that_does() -> None:
    loaded = load_site(tree(SITE), TODAY, LoadOptions(is_private=True))
    assert loaded.problems == ()
    assert loaded.value is not None
    contacts = loaded.value.profile.contacts
    found = [(one.kind, one.label, one.lines[0], one.audiences) for one in contacts]
    private, public = ("private", "letter"), ("web", "pdf", "private", "letter")
    assert found == [
        ("phone", "Mobile", "+44 20 7946 0958", private),
        ("office", "", "Room 7.12", public),
        ("address", "", "12 Oak Street", private),
        ("email", "", "ada@home.example", private),
    ]
    assert [one.name for one in loaded.value.collections.references] == ["Tom Brook"]
    assert loaded.value.secrets == ()


LEAKS = {
    "a page": ({"content/pages/a.md": f'+++\ntitle = "A"\n+++\n{PHONE}\n'}, "`a/index.html`"),
    "the search": ({"content/pages/a.md": f'+++\ntitle = "A"\n+++\n{PHONE}\n'}, "`search.json`"),
    "a feed": (
        {"content/posts/a.md": f'+++\ntitle = "A"\ndate = 2024-01-02\n+++\n{PHONE}\n'},
        "`posts/feed.xml`",
    ),
    "a calendar": (
        {
            "content/t.toml": f'[[talks]]\ntitle = "A"\ndate = "2027-01-02"\nplace = "{PHONE}"\n',
        },
        ".ics`",
    ),
    "exports": (
        {"publications.bib": f"@misc{{a, title = {{Call {PHONE}}}, author = {{Lune, Ada}}}}\n"},
        ".bib`",
    ),
    "a drawing": (
        {"content/assets/a.svg": f'<svg><text>020<tspan dx="1">{PHONE[3:]}</tspan></text></svg>'},
        "`assets/a.svg`",
    ),
    "a text": ({"content/assets/a.txt": PHONE}, "`assets/a.txt`"),
    "an archive": ({"content/assets/a.docx": docx(f"<t>{PHONE}</t>")}, "`assets/a.docx`"),
    "the name of a file": ({"content/assets/cv-02079460958.txt": "my CV"}, "`assets/cv-0"),
    "text of a PDF": (
        {"content/assets/a.pdf": pdf(f"BT /F 12 Tf 10 10 Td ({PHONE}) Tj ET")},
        "`assets/a.pdf`",
    ),
    "pieces in a PDF": (
        {"content/assets/a.pdf": pdf("BT /F 9 Tf 9 9 Td [(02)-20(0 79)20(46) -300(0958)] TJ ET")},
        "`assets/a.pdf`",
    ),
    "title of a PDF": ({"content/assets/a.pdf": pdf(info=f"Call {PHONE}")}, "`assets/a.pdf`"),
    "link of a PDF": ({"content/assets/a.pdf": pdf(link="tel:+442079460958")}, "`assets/a.pdf`"),
    "settings": (
        {"site.toml": f'title = "{PHONE}"\nurl = "https://example.org/"\n'},
        "`index.html`",
    ),
    "a style": ({"themes/mine/static/a.css": f"/* {PHONE} */"}, ".css`"),
    "a template": (
        {"themes/mine/templates/cv.html": f"<html><head></head><body>{PHONE}</body></html>"},
        "`cv/index.html`",
    ),
    "a partial": (
        {"themes/mine/templates/partials/section.html": "<b>+44&#32;20/7946-0958</b>"},
        "`index.html`",
    ),
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_phone_number_in_any_file_fails_the_build(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sitegen.build.leaks.name_few", lambda outs: " ".join(f"`{o}`" for o in outs)
    )
    files, out = LEAKS[name]
    (problem,) = leaks({**SITE, **files})
    assert out in problem.message
    assert (problem.span.path, problem.span.line) == ("private.toml", 1)
    site = tree({**SITE, **files})
    printed = terminal_report(
        [problem], lambda path: (site.read_bytes(path) or b"").decode(), color=False
    )
    for said in (printed, json_report([problem])):
        assert "the private phone number would be published in" in said
        assert "7946" not in said.replace("cv-02079460958", "")


def test_every_secret_is_searched_for() -> None:
    text = "12 oak street, tom at brook dot example, 030/123 4567, ADA@home.example"
    files = {**SITE, "content/assets/a.txt": text}
    found = {problem.message.partition(" would")[0] for problem in leaks(files)}
    assert found == {
        "the private postal address",
        "the private e-mail address",
        "the private e-mail address of a reference",
        "the private phone number of a reference",
    }


def test_references_in_content_are_secrets_too() -> None:
    reference = '[[references]]\nname = "Mia Hill"\nemail = "mia@hill.example"\n'
    files = {**SITE, "content/people.toml": reference, "content/assets/a.txt": "mia@hill.example"}
    (problem,) = leaks(files)
    assert (problem.span.path, problem.span.line) == ("content/people.toml", 1)


def test_a_value_in_the_profile_is_private_by_its_kind() -> None:
    profile = f'name = "Ada Lune"\n[[contacts]]\nkind = "phone"\nvalue = "{PHONE}"\n'
    files = {**SITE, "private.toml": "", "content/profile.toml": profile}
    assert leaks(files) == []
    (problem,) = leaks({**files, "content/assets/a.txt": "+44 20 79460958"})
    assert (problem.span.path, problem.span.line) == ("content/profile.toml", 2)
    site = tree(files)
    shown = terminal_report(
        [problem], lambda path: (site.read_bytes(path) or b"").decode(), color=False
    )
    assert "7946" not in shown


def test_what_a_public_contact_shows_is_no_secret() -> None:
    public = '[[contacts]]\nkind = "phone"\nvalue = "020 7946 0958"\nshow = ["web"]\n'
    files = {**SITE, "private.toml": public, "content/profile.toml": 'name = "Ada Lune"\n'}
    built = build_files(files)
    assert built.problems == ()
    assert built.value is not None
    assert PHONE.encode() in built.value.outputs["cv/index.html"]  # type: ignore[index]


def test_a_value_of_the_environment_is_named_by_its_variable() -> None:
    files = {name: text for name, text in SITE.items() if name != "private.toml"}
    variables = (("phone", PHONE), ("matrix", "@ada:home.example"))
    assert leaks(files, variables=variables) == []
    text = {"content/assets/a.txt": "02079460958 and @ada:home.example"}
    phone, matrix = sorted(
        leaks({**files, **text}, variables=variables), key=lambda one: "phone" not in one.message
    )
    assert "the private phone number of SITEGEN_PRIVATE_PHONE would be" in phone.message
    assert (phone.span.path, phone.span.line) == ("content/profile.toml", 3)
    assert "of SITEGEN_PRIVATE_MATRIX" in matrix.message
    site = load_site(tree(files), TODAY, LoadOptions(variables=variables, is_private=True)).value
    assert site is not None
    assert [one.value for one in site.profile.contacts] == [PHONE, "Room 7.12", "@ada:home.example"]


def test_a_file_goes_before_the_environment() -> None:
    options = LoadOptions(variables=(("phone", "020 7946 0111"),), is_private=True)
    site = load_site(tree(SITE), TODAY, options).value
    assert site is not None
    assert site.profile.contacts[0].value == "+44 20 7946 0958"
    assert all("0111" not in one.value for one in site.profile.contacts)


def test_without_private_toml_the_public_site_is_the_same_without_a_word() -> None:
    files = {name: text for name, text in SITE.items() if name != "private.toml"}
    built, before = build_files(files), build_files(SITE)
    assert built.problems == ()
    assert built.value == before.value
    private = load_site(tree(files), TODAY, LoadOptions(is_private=True))
    (problem,) = private.problems
    assert problem.code == "missing-private-value"
    assert (problem.span.path, problem.span.line) == ("content/profile.toml", 3)
    assert problem.message == "there is no value for the phone number"
    assert "SITEGEN_PRIVATE_PHONE" in (problem.hint or "")


def test_a_hint_about_private_toml_does_not_print_the_value() -> None:
    built = build_files(
        {**SITE, "private.toml": "[[contacts]]\nkind = 'phone'\nvalue = 2079460958\n"}
    )
    (problem,) = built.problems
    printed = terminal_report([problem], lambda path: str(SITE[path]), color=False)
    assert problem.code == "wrong-type"
    assert "7946" not in printed


class Counted(LeakMemo):
    """Counts the files that are searched."""

    looked: int = 0

    def _look(self, *arguments: object) -> tuple[list[int], bool]:  # type: ignore[override]
        self.looked += 1
        return super()._look(*arguments)  # type: ignore[arg-type]


def test_only_what_is_new_is_searched_again() -> None:
    memo = BuildMemo(leaks=Counted())
    files = dict(SITE)

    def looks() -> int:
        memo.leaks.looked = 0  # type: ignore[attr-defined]
        assert build_site(tree(files), TODAY, memo=memo).value is not None
        return memo.leaks.looked  # type: ignore[attr-defined,no-any-return]

    everything = looks()
    assert everything > 10
    assert looks() == 0
    files["content/assets/a.txt"] = "new"
    assert looks() == 1
    files["private.toml"] = PRIVATE.replace("0958", "0111")
    assert looks() == everything + 1


def test_a_secret_that_was_published_before_is_found() -> None:
    memo = BuildMemo()
    files = {**SITE, "private.toml": "", "content/assets/a.txt": PHONE}
    assert build_site(tree(files), TODAY, memo=memo).value is not None
    files["private.toml"] = PRIVATE
    for _ in range(2):
        built = build_site(tree(files), TODAY, memo=memo)
        assert [one.code for one in built.problems] == ["private-leak"]
        assert built.value is None


def test_a_locked_pdf_and_a_short_value_are_named() -> None:
    files: Files = {
        **SITE,
        "content/assets/a.pdf": b"%PDF-1.7 damaged",
        "private.toml": '[[contacts]]\nkind = "phone"\nvalue = "12345"\n',
    }
    built = build_files(files)
    assert built.value is not None
    codes = [one.code for one in built.problems]
    assert codes == ["unsearched-file", "short-private-value"]
    files = {**files, "private.toml": PRIVATE}
    (problem,) = build_files(files).problems
    assert (problem.code, problem.span.path) == ("unsearched-file", "content/assets/a.pdf")


def test_many_files_are_counted() -> None:
    files = {f"content/assets/{n}.txt": PHONE for n in range(7)}
    (problem,) = leaks({**SITE, **files})
    assert problem.message.endswith("`assets/2.txt` and 4 more (7 in all)")


def test_the_digest_of_secrets_needs_the_key() -> None:
    def digest(key: bytes) -> str:
        memo = LeakMemo(lambda: key)
        build_site(tree(SITE), TODAY, memo=BuildMemo(leaks=memo))
        return memo.digest

    assert digest(b"a" * 32) == digest(b"a" * 32)
    assert digest(b"a" * 32) != digest(b"b" * 32)
    assert "7946" not in json.dumps(digest(b"a" * 32))
