import base64
import hashlib

from sitegen.render.policy import POLICY, with_policy

PLACE = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def policy(head: str = "", body: str = "", frames: tuple[str, ...] = ()) -> dict[str, str]:
    page = with_policy(f"<html><head>{PLACE}{head}</head><body>{body}</body></html>", frames)
    text = page.partition('content="')[2].partition('"')[0].replace("&#39;", "'")
    return dict(part.split(" ", 1) for part in text.split("; "))


def test_a_page_may_load_only_what_it_uses() -> None:
    assert policy() == {
        "default-src": "'none'",
        "img-src": "'self'",
        "font-src": "'self'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_each_use_opens_one_door() -> None:
    assert policy('<script src="a.js">')["script-src"] == "'self'"
    assert policy('<script src="a.js">')["connect-src"] == "'self'"
    assert policy(body="<video controls>")["media-src"] == "'self'"
    assert policy('<link rel="manifest" href="a">')["manifest-src"] == "'self'"
    assert policy(body='<mtd style="width: 50%">')["style-src-attr"] == "'unsafe-inline'"
    frames = ("https://b.example.org", "https://a.example.org")
    assert policy(frames=frames)["frame-src"] == "https://a.example.org https://b.example.org"


def test_a_style_of_the_head_is_allowed_by_its_hash_and_one_of_the_body_is_not() -> None:
    text = ":root{--accent:#123456}"
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    allowed = policy(f"<style>{text}</style>", "<style>body{display:none}</style>")["style-src"]
    assert allowed == f"'self' 'sha256-{digest}'"


def test_a_script_inside_the_page_is_never_allowed() -> None:
    made = policy("<script>alert(1)</script>", "<script src='x.js'></script>")
    assert "script-src" not in made


def test_only_the_first_place_is_filled_and_a_page_without_one_stays() -> None:
    page = with_policy(f"<head>{PLACE}</head><p>{PLACE}")
    assert page.endswith(f"<p>{PLACE}")
    assert with_policy("<p>x") == "<p>x"


def test_no_address_that_holds_its_data_is_allowed() -> None:
    assert policy('<link rel="icon" href="data:image/svg+xml,x">')["img-src"] == "'self'"
