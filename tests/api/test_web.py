"""The pages for people: every text escaped, no scripts, nothing from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from api.settings import Settings
from api.web.html import tag, together
from api.web.marks import marked
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.writer import Writer
from queries.catalog import catalog
from tests.api.client import Client
from tests.graph.samples import claim, entity, facts
from tests.queries import world

ATTACK = "<script>alert(1)</script>\"'&"


class Balanced(HTMLParser):
    """Holds that what is opened is closed, and collects the elements and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def links(self) -> list[str]:
        return [attributes["href"] or "" for name, attributes in self.elements if name == "a"]


def page(client: Client, status: int = 200, **given: str) -> Balanced:
    answer = client.get("/", params=given)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    read = Balanced(answer.text)
    assert not [name for name, _ in read.elements if name in ("script", "img", "link", "iframe")]
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    return read


def test_the_first_page_offers_the_whole_catalogue_as_forms(client: Client) -> None:
    read = page(client)
    named = [attributes.get("value") for _, attributes in read.elements if attributes.get("name") == "query"]
    assert named == list(catalog())
    labelled = {attributes.get("for") for name, attributes in read.elements if name == "label"}
    assert "q" in labelled
    assert any(link.startswith("?lang=en&q=who%20partnered") for link in read.links())
    assert "谁与谁签约" in page(client, lang="zh").text


def test_a_question_is_answered_with_its_sentences_and_their_documents(client: Client) -> None:
    read = page(client, q="who partnered in Jinan", lang="en")
    assert "Huawei and Shandong University signed in Jinan." in read.text
    assert "?lang=en&document=a.txt#at-0" in read.links()
    assert "?lang=en&query=card&entity=company%2Fhuawei" in read.links()
    assert "?lang=zh&q=who%20partnered%20in%20Jinan" in read.links()
    (data,) = (link for link in read.links() if link.endswith("format=json"))
    rows = client.get(f"/{data}").json()["rows"]
    assert [row["partner"]["id"] for row in rows][:1] == [world.UNIVERSITY]


def test_the_other_language_names_things_in_it(client: Client) -> None:
    read = page(client, query="card", entity=world.HUAWEI, lang="zh")
    assert "华为的全部信息" in read.text
    assert "徐直军" in read.text


def test_what_is_not_understood_says_why_and_what_would_work(client: Client) -> None:
    read = page(client, q="who partnered with Hauwei Sarl", lang="en")
    assert "Not understood" in read.text
    assert any(link.startswith("?lang=en&q=who") for link in read.links())


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"query": "nope"}, 404),
        ({"query": "partners_in_city"}, 422),
        ({"query": "partners_in_city", "city": ATTACK}, 404),
        ({"document": ATTACK}, 404),
        ({"surprise": ATTACK}, 422),
        ({"q": "x", "lang": "xx"}, 422),
    ],
)
def test_what_goes_wrong_is_said_on_a_page(client: Client, given: dict[str, str], status: int) -> None:
    assert "That did not work" in page(client, status, **given).text


def test_nothing_that_a_reader_or_a_document_says_becomes_markup(
    graph: Graph, connection: Connection
) -> None:
    bad = entity("company/bad", ATTACK)
    good = entity("company/good", "Good")
    said = facts(
        f"{ATTACK}.txt",
        bad,
        good,
        claim("SIGNED_WITH", "company/bad", "company/good", quote=ATTACK),
        title=ATTACK,
    )
    Writer(graph).replace([(said, said.fingerprint())])
    with Client(connection, Settings(_env_file=None)) as client:
        for given in (
            {"q": ATTACK},
            {"q": "who signed with Good"},
            {"query": "partners_of", "organization": "company/good"},
            {"document": f"{ATTACK}.txt"},
        ):
            assert ATTACK in page(client, 200, lang="en", **given).text


def test_a_document_shows_where_it_says_so(client: Client) -> None:
    read = page(client, document="a.txt", lang="en")
    assert "A signing in Jinan" in read.text
    assert "Its text is not kept here" in read.text
    assert "Huawei and Shandong University signed in Jinan." in read.text


def test_sentences_and_names_are_marked_in_a_text() -> None:
    text = "A <b> met B. They signed."
    said = [{"start": 0, "end": 12}, {"start": 0, "end": 12}, {"start": 13, "end": 99}]
    names = [
        {"start": 10, "end": 11, "entity": {"id": "company/b"}},
        {"start": 0, "end": 1, "entity": {"id": "company/a"}},
        {"start": 10, "end": 14, "entity": {"id": "company/b"}},
    ]
    made = marked(text, said, names, lambda id_: f"?{id_}")
    assert made == (
        '<mark id="at-0"><a href="?company/a">A</a></mark><mark> &lt;b&gt; met </mark>'
        '<mark><a href="?company/b">B.</a></mark><a href="?company/b"> </a>'
        '<mark id="at-13"><a href="?company/b">T</a></mark><mark>hey signed.</mark>'
    )
    assert Balanced(made).text == text


def test_a_text_is_escaped_and_an_element_is_not() -> None:
    assert tag("p", "a<b", tag("q", "c>d"), None, title='"', hidden=False, required=True) == (
        '<p title="&quot;" required>a&lt;b<q>c&gt;d</q></p>'
    )
    assert together("<", None) == "&lt;"


def test_who_prefers_html_is_sent_to_the_page(client: Client) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    shown = client.get(f"/entities/{world.HUAWEI}?lang=zh", headers=browser)
    assert (shown.status_code, shown.headers["location"]) == (
        303,
        "/?query=card&entity=company%2Fhuawei&lang=zh",
    )
    assert client.get("/documents/a.txt", headers=browser).headers["location"] == "/?document=a.txt"
    for address in (
        f"/entities/{world.HUAWEI}?format=json",
        "/documents",
        f"/entities/{world.HUAWEI}/claims",
    ):
        assert client.get(address, headers=browser).status_code == 200
    assert client.get(f"/entities/{world.HUAWEI}").status_code == 200
