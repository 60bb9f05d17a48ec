"""Pages for people: what they show, where their links lead, and that no document gets markup into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.writer import Writer
from queries.catalog import catalog
from tests.api.client import Client
from tests.graph.samples import claim, entity, facts
from tests.queries.world import HUAWEI, UNIVERSITY

pytestmark = pytest.mark.parametrize(
    "connection", [pytest.param("embedded", marks=pytest.mark.embedded)], indirect=True
)

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US",
}
EVIL = "<script>alert('x')</script>\"onload=\"x"
QUERY = "/queries/partners_in_city?city=Jinan"
PATHS = (
    "/", "/queries", QUERY, "/queries/partners_of", "/ask?q=who+partnered+in+Jinan", "/ask?q=what+is+love",
    "/entities?q=hua", f"/entities/{HUAWEI}", "/documents", "/documents/a.txt", "/nowhere",
)  # fmt: skip
VOID = {"meta", "link", "input"}


class _Page(HTMLParser):
    """The elements of a page, which have to nest, and where its links lead."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self.path = path
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "img", "iframe")
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self.open.append(tag)
        known = dict(attrs)
        if tag == "a":
            self.links.append(urljoin(self.path, known["href"] or ""))
        if known.get("id"):
            self.ids.append(known["id"] or "")
        if tag == "label":
            self.labelled.add(known["for"] or "")
        if tag in ("input", "select") and known.get("type") != "hidden":
            self.fields.add(known["id"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def see(
    client: Client, path: str, status: int = 200, *, language: str = "en-US"
) -> tuple[httpx.Response, _Page]:
    answer = client.get(path, headers={**BROWSER, "Accept-Language": language})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), (
        answer.text
    )
    return answer, _Page(answer.text, path)


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_gets_a_page_that_can_do_nothing_but_be_read(client: Client, path: str) -> None:
    answer, page = see(client, path, 404 if path == "/nowhere" else 200)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert len(page.ids) == len(set(page.ids))
    assert page.fields <= page.labelled
    assert answer.text.count("<h1") == 1
    assert not [link for link in page.links if "://" in link]


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ("/", "/nowhere")])
def test_programs_get_json_as_before(client: Client, path: str) -> None:
    for accept in ("*/*", "application/json", "application/json, text/html;q=0.9"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.headers["content-type"].endswith("json")
    joined = "&" if "?" in path else "?"
    assert client.get(f"{path}{joined}format=html").headers["content-type"].startswith("text/html")


def test_every_link_leads_somewhere(client: Client) -> None:
    found: set[str] = set()
    for path in ("/", QUERY, f"/entities/{HUAWEI}", "/documents/a.txt"):
        _, page = see(client, path)
        found |= {
            link.partition("#")[0] for link in page.links if link.startswith("/") and "lang=" not in link
        }
    assert len(found) > 50
    broken = [link for link in sorted(found) if client.get(link, headers=BROWSER).status_code != 200]
    assert broken == []


def test_the_start_page_says_what_is_there_and_asks_what_works(client: Client) -> None:
    answer, page = see(client, "/")
    stats = client.get("/stats").json()
    assert f"<b>{stats['nodes']['Company']}</b> Companies" in answer.text
    examples = [link for link in page.links if link.startswith("/ask?q=")]
    assert len(examples) == 3
    for link in examples:
        assert client.get(link).json()["understood"], link
    listed = {urlsplit(link).path.rpartition("/")[2] for link in page.links if link.startswith("/queries/")}
    assert listed == set(catalog())


def test_the_readers_language_is_that_of_the_page(client: Client) -> None:
    answer, page = see(client, "/", language="zh-CN,zh;q=0.9,en;q=0.8")
    assert '<html lang="zh-Hans">' in answer.text
    assert "谁与谁签约" in answer.text
    assert "/?lang=en" in page.links
    answer, page = see(client, f"{QUERY}&lang=zh")
    assert "<h1>谁在济南签约</h1>" in answer.text
    assert '<bdi lang="zh-Hans">山东大学</bdi>' in answer.text
    assert all("lang=" in link for link in page.links if link.startswith("/"))


def test_a_form_offers_what_the_graph_holds_and_the_answer_has_its_evidence(client: Client) -> None:
    answer, page = see(client, QUERY)
    assert '<option value="Jinan">city/jinan</option>' in answer.text
    assert "<h1>Who partnered in Jinan</h1>" in answer.text
    rows = client.get(QUERY).json()["rows"]
    for evidence in (one for row in rows for one in row["evidence"]):
        assert evidence["quote"] in unescape(answer.text)
        assert f"/documents/{evidence['document']}#q{evidence['start']}-{evidence['end']}" in page.links
    assert {
        f"/queries/partners_in_city?city=Jinan&format={name}" for name in ("json", "csv", "turtle")
    } <= set(page.links)
    assert "MATCH (:City {id: $city})" in answer.text
    _, first = see(client, f"{QUERY}&limit=1")
    (following,) = [link for link in first.links if "next=" in link]
    assert see(client, following)[0].status_code == 200


def test_what_is_wrong_with_a_value_stands_beside_the_form_with_a_way_on(client: Client) -> None:
    answer, page = see(client, "/queries/partners_in_city?city=Jinnan", 404)
    assert "Nothing goes by that name" in answer.text
    assert 'value="Jinnan"' in answer.text
    assert "/queries/partners_in_city?city=city%2Fjinan" in page.links
    answer, page = see(client, "/queries/posts_of?person=王偉", 422)
    assert "/queries/posts_of?person=executive%2Fwang-wei-sailun" in page.links
    answer, page = see(client, "/queries/partners_in_city?city=Jinan&town=Jinan", 422)
    assert 'value="Jinan"' in answer.text


def test_a_question_says_how_it_was_read_and_a_refusal_what_could_be_asked(client: Client) -> None:
    answer, page = see(client, "/ask?q=谁在济南签约")
    assert "partners_in_city, city = " in answer.text
    assert "/queries/partners_in_city?city=city%2Fjinan" in page.links
    answer, page = see(client, "/ask?q=who+partnered+in+Jinnnnan")
    assert "No city in the graph goes by the name" in answer.text
    asked = {
        link for link in page.links if link.startswith("/ask?q=") and "lang=" not in link and "#" not in link
    }
    assert len(asked) == 3
    answer, _ = see(client, "/ask?q=did+Sailun+sign+with+Shandong+University")
    assert "That is not a no." in answer.text


def test_a_page_is_kept_by_language_and_told_unchanged(client: Client) -> None:
    english, _ = see(client, QUERY)
    chinese, _ = see(client, QUERY, language="zh")
    assert english.headers["etag"] != chinese.headers["etag"]
    assert english.headers["etag"] != client.get(QUERY).headers["etag"]
    again = client.get(QUERY, headers={**BROWSER, "If-None-Match": english.headers["etag"]})
    assert (again.status_code, again.headers["vary"]) == (304, "Accept, Accept-Language")
    assert see(client, QUERY)[0].text == english.text


def test_problems_are_pages_for_people_alone(client: Client) -> None:
    answer, page = see(client, "/entities/company/huawey", 404)
    assert "/entities/company/huawei" in page.links
    assert see(client, "/documents?town=Jinan", 422)[0].text.count("unknown") == 0
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"
    assert client.get("/nowhere", headers={"Accept": "image/png"}).status_code == 404
    assert client.get("/?format=json").status_code == 406
    _, page = see(client, "/queries/partners_in_cities", 404)
    assert "/queries/partners_in_city" in page.links
    assert answer.headers["cache-control"] == "no-cache"


@pytest.fixture
def hostile(graph: Graph, connection: Connection, settings: Settings) -> Iterator[Client]:
    """A graph in which whatever a document can say is markup."""
    signed = claim("SIGNED_WITH", HUAWEI, UNIVERSITY, quote=EVIL, topic=EVIL, place="city/jinan")
    names = (entity(HUAWEI, EVIL, name_en=EVIL), entity(UNIVERSITY, EVIL), entity("city/jinan", EVIL))
    said = facts(f"{EVIL}#?.txt", *names, signed, title=EVIL, url="javascript:alert(1)")
    linked = facts("linked.txt", *names, signed, title="Linked", url="https://news.example/a?b=1&c=2")
    Writer(graph).replace([(said, ""), (linked, "")])
    with Client(connection, settings) as opened:
        yield opened


def test_nothing_that_a_document_says_becomes_markup(hostile: Client) -> None:
    evil = quote(EVIL)
    for path in (
        "/", f"/queries/partners_of?organization={HUAWEI}", f"/ask?q={evil}", f"/entities?q={evil}", "/documents",
        f"/entities/{HUAWEI}", f"/documents/{evil}%23%3F.txt", "/queries/documents",
    ):  # fmt: skip
        answer, page = see(hostile, path)
        assert "<script" not in answer.text, path
        assert not [link for link in page.links if link.lower().startswith("javascript")], path
    for path in (f"/{evil}", f"/entities/company/{evil}", f"/documents/{evil}", f"/queries/{evil}"):
        assert "<script" not in see(hostile, path, 404)[0].text
    assert "<script" not in see(hostile, f"/queries/partners_of?organization={evil}", 422)[0].text
    assert "<script" not in see(hostile, f"/?{evil}={evil}", 422)[0].text


def test_only_addresses_of_the_web_are_linked(hostile: Client) -> None:
    assert "https://news.example/a?b=1&c=2" in [
        unescape(one) for one in see(hostile, "/documents/linked.txt")[1].links
    ]
    answer, page = see(hostile, f"/documents/{quote(EVIL)}%23%3F.txt")
    assert "javascript:alert(1)" in answer.text
    assert [link for link in page.links if ":" in urlsplit(unquote(link)).scheme] == []


NEWS = (
    "<html><head><title>Signing</title></head><body><p>Rain &amp;amp; rain.</p>\n<p>On 17 June 2022 <b>Huawei</b> "
    "signed an agreement with Shandong University in Jinan.</p></body></html>"
)
TOKEN = {"Authorization": "Bearer secret-word"}


@pytest.mark.parametrize("keep", [True, False])
def test_evidence_leads_to_the_very_sentence(
    graph: Graph, connection: Connection, settings: Settings, tmp_path: Path, keep: bool
) -> None:
    writing = {"home": tmp_path, "keep_texts": keep, "token": SecretStr("secret-word")}
    with Client(connection, settings.model_copy(update=writing)) as client:
        assert client.request("PUT", "/documents/news.html", content=NEWS, headers=TOKEN).status_code == 201
        _, page = see(client, f"/queries/partners_of?organization={HUAWEI}")
        (link,) = {link for link in page.links if "#q" in link}
        path, _, place = link.partition("#")
        answer, document = see(client, path)
    assert place in document.ids
    assert ("Rain &amp;amp; rain." in answer.text) == keep  # the text as a reader sees it, not its HTML
    if keep:
        (sentence,) = re.findall(rf'<mark id="{place}"[^>]*>(.*?)</mark>', answer.text, re.DOTALL)
        said = re.sub("<[^>]*>", "", sentence)
        assert said == "On 17 June 2022 Huawei signed an agreement with Shandong University in Jinan."
        assert 'href="/entities/university/shandong-university" title="University: ' in sentence
