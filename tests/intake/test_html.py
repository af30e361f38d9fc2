"""Web pages: the article, what the page says of itself, and what is around it."""

import re

import pytest

from casus.errors import ItemError
from casus.intake import Item, article_of
from casus.intake.html import MAX_DEPTH
from casus.records import Article

HEAD = """<meta charset="utf-8"><title>Orkesh denies shelling Tarsk bridge | Lethany Courier</title>
<meta property="og:site_name" content="Lethany Courier">
<meta property="article:published_time" content="2019-04-03T09:12:00+02:00">
<link rel="canonical" href="https://lethany.example/world/orkesh-bridge">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"headline": "Orkesh denies shelling Tarsk bridge", "author": [{"@type": "Person", "name": "Jana Orlick"}]}]}</script>"""
BODY = """<header><nav><ul><li>Home</li><li>World</li></ul></nav></header>
<main><article><h1>Orkesh denies shelling Tarsk bridge</h1>
<p class="byline">By Jana Orlick</p><p class="date">Wednesday 3 April 2019 09:12</p>
<div class="share-bar"><a>Facebook</a> <a>Twitter</a> <a>WhatsApp</a></div>
<p>TARSK - The army of Orkesh on Wednesday denied that it had shelled the bridge at Tarsk, where at
least&nbsp;12 people were killed, and blamed “criminal bands” for the fire.</p>
<figure><img src="x.jpg"><figcaption>The Tarsk bridge after Tuesday’s fire</figcaption></figure>
<p>“Not one of our guns fired [on that day],” Colonel Ilan Marek told reporters in the capital.</p>
<h2>What witnesses say</h2>
<p>Three villagers said that the shells came from the eastern bank, which Orkesh has held since February.</p>
<blockquote><p>We heard eleven shots and then the bridge was gone, and nobody came for an hour.</p></blockquote>
<div class="related-articles"><h3>Related</h3><ul><li><a href="/1">Envoy heads for Tarsk</a></li></ul></div>
<p>Zhaldan promised on Monday to withdraw its guns by April 10. It has not said whether it will.</p>
</article></main><aside><h3>Most read</h3><ul><li>Typhoon claims 40 lives</li></ul></aside>
<section id="comments"><h3>Leave a Reply</h3><p>hillboy: liars, all of them, every single one.</p></section>
<footer>© 2019 Lethany Courier. All rights reserved.</footer>"""


def read(source: str | bytes, name: str = "page.html") -> Article:
    data = source.encode() if isinstance(source, str) else source
    found = article_of(Item(name, data, "html"))
    assert isinstance(found, Article), found
    return found


def page(head: str = HEAD, body: str = BODY) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def test_article_of_a_page() -> None:
    found = read(page())
    assert found.title == "Orkesh denies shelling Tarsk bridge"
    assert found.byline == "Jana Orlick"
    assert found.publisher == "Lethany Courier"
    assert found.url == "https://lethany.example/world/orkesh-bridge"
    assert found.published.value == "2019-04-03T09:12"
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0].startswith("TARSK - The army of Orkesh")
    assert "at least\u00a012 people" in found.text.replace("\n", " ")
    assert "“Not one of our guns fired [on that day],”" in found.text
    assert "What witnesses say" in paragraphs
    assert (
        "We heard eleven shots and then the bridge was gone, and nobody came for an hour."
        in paragraphs
    )
    assert paragraphs[-1].startswith("Zhaldan promised")
    assert [found.text[a:b] for a, b in found.captions] == ["The Tarsk bridge after Tuesday’s fire"]


def test_what_is_around_it() -> None:
    found = read(page())
    for word in ("Facebook", "Envoy heads", "Typhoon", "hillboy", "All rights", "By Jana"):
        assert word not in found.text
    reasons = " ".join(f"{piece.text} <- {piece.why};" for piece in found.dropped)
    assert "Home World <- navigation (nav)" in reasons
    assert re.search(r"Envoy heads for Tarsk <- links to other articles", reasons)
    assert re.search(r"hillboy[^;]* <- comment section", reasons)
    assert "Typhoon claims 40 lives <- side column" in reasons


def test_date_and_byline_as_printed() -> None:
    found = read(page(head="<title>x</title>"))
    assert (found.published.value, found.published.basis) == ("2019-04-03T09:12", "dateline")
    assert found.byline == "Jana Orlick"
    assert found.publisher in (None, "Lethany Courier")


def test_dates_of_other_articles_are_not_taken() -> None:
    body = re.sub(r'<p class="date">.*?</p>', "", BODY)
    body = body.replace("Typhoon claims 40 lives", '<span class="date">3 May 2020</span> Typhoon')
    assert read(page("<title>x</title>", body)).published.value is None


def test_order_does_not_matter() -> None:
    other = page(body=BODY.replace("Tarsk", "Kelm"))
    alone = read(page())
    for _ in range(4):
        read(other)
        assert read(page()) == alone


@pytest.mark.parametrize("depth", [MAX_DEPTH - 20, MAX_DEPTH + 20, 100_000])
def test_nested_tags(depth: int) -> None:
    text = "Rebels took the town of Kelm on Tuesday, officials said."
    found = read("<html><body>" + "<div>" * depth + f"<p>{text}</p>" + "</div>" * depth)
    assert found.text == text
    assert ("deep" in found.why.get("text", "")) == (depth > MAX_DEPTH)


@pytest.mark.parametrize(
    "junk",
    [
        "<" * 200_000,
        "<a " * 50_000,
        "<script>" * 50_000,
        "<!--" * 50_000,
        "<div>" * 300 + "<script>" * 50_000,
    ],
)
def test_junk_is_an_error(junk: str) -> None:
    assert isinstance(article_of(Item("junk.html", junk.encode(), "html")), ItemError)


def test_charset_of_the_page() -> None:
    source = page(HEAD.replace("utf-8", "windows-1252"), BODY.replace("Marek", "Marèk"))
    assert "Colonel Ilan Marèk" in read(source.encode("cp1252")).text


def test_short_page_without_metadata() -> None:
    found = read(
        "<html><body><h1>Army shells Tarsk bridge</h1><p>The army shelled the bridge on Friday.</p></body></html>"
    )
    assert found.title == "Army shells Tarsk bridge"
    assert found.text == "The army shelled the bridge on Friday."


def test_broken_linked_data_is_passed_over() -> None:
    head = HEAD.replace('{"@graph"', '{"@graph').replace("</script>", ",,</script>")
    assert read(page(head)).title == "Orkesh denies shelling Tarsk bridge"


def test_a_page_of_links_is_no_article() -> None:
    page = b"<title>Menu</title><body><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul>"
    found = article_of(Item("menu.html", page, "html"))
    assert isinstance(found, ItemError)
    assert "without an article" in found.reason
    short = b"<title>Tarsk</title><p>Two people died at Tarsk on Friday, a doctor said.</p>"
    assert isinstance(article_of(Item("short.html", short, "html")), Article)
