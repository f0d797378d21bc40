from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from site_folders import SITES, folders

from sitegen.build import reasons
from sitegen.check.codes import WARNINGS

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"""["']([a-z]+(?:-[a-z0-9]+)+)["']""")

spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts/reference.py")
assert spec is not None
assert spec.loader is not None
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)


@pytest.mark.parametrize("page", reference.PAGES)
def test_a_reference_page_is_that_of_the_program(page: str) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == reference.PAGES[page](), "run scripts/reference.py"


def documented_codes() -> list[str]:
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)


def test_every_code_in_a_report_is_documented() -> None:
    reported = {
        code
        for kind in ("broken", "flawed")
        for name in folders(kind)
        for code in re.findall(
            r"\[([a-z0-9-]+)\]$",
            (SITES / kind / name / "report.txt").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    }
    assert len(reported) >= 40
    assert reported <= set(documented_codes())


def test_every_code_of_the_program_is_documented_once_and_no_other() -> None:
    used = set()
    for path in (ROOT / "sitegen").rglob("*.py"):
        for call in re.finditer(
            r"(?:Problem|warning|_?note|_?fault|_?flaw|_?warn|_?fail)\(\s*(?:\w+,\s*)?"
            r"""["']([a-z]+(?:-[a-z0-9]+)+)["']""",
            path.read_text(encoding="utf-8"),
        ):
            used.add(call[1])
    codes = documented_codes()
    assert used <= set(codes)
    assert len(codes) == len(set(codes))
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sitegen").rglob("*.py"))
    assert [code for code in codes if f'"{code}"' not in sources] == []


def test_every_documented_warning_can_be_ignored_and_no_other() -> None:
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]*) \|", text, re.MULTILINE)
    assert {code for code, severity in rows if "warning" in severity} == WARNINGS


def test_the_quick_start_has_two_blocks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quick = readme.partition("## Quick start")[2].partition("\n## ")[0]
    assert len(re.findall(r"^```sh$", quick, re.MULTILINE)) == 2
    assert len(re.findall(r"^```sh$", readme.partition("## Quick start")[0], re.MULTILINE)) == 0


def test_every_reason_of_why_is_documented() -> None:
    text = (ROOT / "docs/speed.md").read_text(encoding="utf-8")
    fixed = (reasons.NOTHING_KNOWN, reasons.EDITED, reasons.OTHER_KIND, reasons.WARNED)
    said = {*reasons._WORDS.values(), *fixed}
    assert [one for one in sorted(said) if one not in text] == []


def test_links_of_the_documentation_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), (page.name, target)
