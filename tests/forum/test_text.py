"""Safe HTML: nothing that somebody types may act in a reader's browser."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import ATTRIBUTES, PROTOCOLS, REL, TAGS, to_html
from tests.forum.hostile import HOSTILE, MARKDOWN, PAYLOADS

# Written out again, so that a wider list in the code is noticed here.
SCHEMES = {"https", "http", "mailto"}
NEVER = {"script", "style", "iframe", "object", "embed", "form", "input", "img", "svg", "math", "link", "meta", "base"}
NO_HEADINGS_OF_OURS = {"h1", "h2", "h6", "img", "s"}


class Parsed(HTMLParser):
    """What a browser would find: elements with their attributes, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", {}))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("declaration", {}))

    unknown_decl = handle_decl


def harm_in(html: str) -> list[object]:
    found: list[object] = []
    for tag, attrs in Parsed(html).elements:
        if tag not in TAGS:
            found.append(tag)
        for name, value in attrs.items():
            if name not in ATTRIBUTES.get(tag, ()):
                found.append((tag, name))
            if name == "href" and not is_safe_link(value):
                found.append((tag, value))
    return found


def is_safe_link(href: str) -> bool:
    """A known scheme, or none at all: letters before a colon are a scheme whatever stands between them."""
    squeezed = "".join(sign for sign in href if sign.isprintable() and not sign.isspace()).lower()
    scheme, colon, _ = squeezed.partition(":")
    return not colon or scheme in SCHEMES or not scheme.replace("+", "").isalnum()


def test_the_list_of_what_is_safe_is_no_wider_than_it_was():
    assert (SCHEMES, set()) == (PROTOCOLS, TAGS & NEVER)
    assert {name for names in ATTRIBUTES.values() for name in names} == {
        "href", "title", "rel", "scope", "colspan", "rowspan", "start", "class",
    }  # fmt: skip


def test_there_are_enough_of_them():
    assert len(set(HOSTILE)) >= 80
    assert len({text for group in PAYLOADS.values() for text in group}) >= 200


@pytest.mark.parametrize("group", PAYLOADS)
def test_whatever_its_way_in_it_becomes_harmless(group):
    arounds = (
        "{}",
        "Before {} after",
        "- one\n- {}",
        "> {}",
        "[{}](https://ok.example)",
        '[x](https://ok.example "{}")',
    )
    harm = {
        around.format(text): harm_in(to_html(around.format(text))) for text in PAYLOADS[group] for around in arounds
    }
    assert {text: found for text, found in harm.items() if found} == {}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "Before {} after", "- one\n- {}", "> {}", "**{}**"])
def test_what_is_hostile_becomes_harmless(text, around):
    assert harm_in(to_html(around.format(text))) == []


@pytest.mark.parametrize("one", HOSTILE[::4])
@pytest.mark.parametrize("other", MARKDOWN[::4])
def test_so_do_two_of_them_together(one, other):
    assert harm_in(to_html(one + other)) == []


@given(st.text(alphabet=st.sampled_from("<>/\"'=&#;:()[]!`*_~|\\ \n\tajsconerli"), max_size=80))
def test_so_does_whatever_a_keyboard_gives(text):
    assert harm_in(to_html(text)) == []


@given(st.text(max_size=60))
def test_so_does_any_text_at_all(text):
    assert harm_in(to_html(text)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_cleaning_again_changes_nothing(text):
    html = to_html(text)
    again = nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(PROTOCOLS), link_rel=None)
    assert again == html


def test_the_words_of_what_was_dropped_are_kept():
    assert Parsed(to_html("Look: <script>alert(1)</script> so <b>bold</b>")).text == (
        "Look: <script>alert(1)</script> so <b>bold</b>\n"
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>\n"),
        ("One\nline below", "<p>One<br>\nline below</p>\n"),
        ("**Bold**, *lean* and ~~gone~~", "<p><strong>Bold</strong>, <em>lean</em> and <del>gone</del></p>\n"),
        ("# One\n\n## Two\n\n### Three\n\n###### Six", "<h3>One</h3>\n<h4>Two</h4>\n<h5>Three</h5>\n<h5>Six</h5>\n"),
        ("Title\n=====", "<h3>Title</h3>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("![alt](https://ok.example/x.png)", "<p></p>\n"),
        ("5 < 6 & 7 > 6", "<p>5 &lt; 6 &amp; 7 &gt; 6</p>\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_becomes_the_html_of_a_post(markdown, html):
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    "text",
    ["[x](https://ok.example/)", "https://nice.org.uk/", "<https://ok.example/>", "see www.nice.org.uk for more"],
)
def test_a_link_gives_nothing_away(text):
    links = [attrs for tag, attrs in Parsed(to_html(text)).elements if tag == "a"]
    assert [set(attrs["rel"].split()) for attrs in links] == [set(REL.split())]


def test_an_address_in_code_is_no_link():
    assert [tag for tag, _ in Parsed(to_html("`https://nice.org.uk/`\n\n    https://nice.org.uk/")).elements] == [
        "p", "code", "pre", "code",
    ]  # fmt: skip


def test_no_heading_of_a_post_competes_with_the_page():
    html = to_html("\n\n".join(f"{'#' * level} Level" for level in range(1, 7)))
    assert {tag for tag, _ in Parsed(html).elements} & NO_HEADINGS_OF_OURS == set()
