"""The graph for other tools over HTTP: which format is given, and that IRIs lead somewhere."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.engines.bolt import Graph
from graph.formats import FORMATS
from graph.identity.judgements import Judgements, OnClaim
from graph.rdf.terms import DEFAULT_BASE
from graph.writer import Writer
from tests.api.client import Client
from tests.graph.exports import by_pyoxigraph, by_rdflib, hard, without_graphs
from tests.graph.samples import claim, facts

PG = f"{DEFAULT_BASE}ontology#"
RDF = ("turtle", "ntriples", "trig", "nquads", "jsonld")
QUERY = "/queries/partners_in_city?city=Jinan"


@pytest.mark.parametrize("path", ["/entities/company/huawei", "/documents/a.txt", QUERY, "/export"])
@pytest.mark.parametrize("name", RDF)
def test_accept_and_format_give_the_same_rdf(client: Client, path: str, name: str) -> None:
    media_type = FORMATS[name].media_type
    separator = "&" if "?" in path else "?"
    asked = client.get(path, headers={"accept": f"text/html;q=0.1, {media_type.upper()}"})
    assert (asked.status_code, asked.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "Accept" in asked.headers["vary"]
    named = client.get(f"{path}{separator}format={name}")
    if path != QUERY:
        assert named.content == asked.content
        assert by_rdflib(asked.content, name) == by_pyoxigraph(asked.content, name)
    kind = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert kind is not None
    assert len(list(pyoxigraph.parse(asked.content, format=kind))) > 5


@pytest.mark.parametrize(
    "path", ["/entities/company/huawei", "/documents/a.txt", QUERY, "/export", "/ontology"]
)
def test_406_lists_what_there_is(client: Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert {"text/turtle", "application/ld+json"} <= set(answer.json()["available"])
    assert "Accept" in answer.headers["vary"]


def test_every_iri_of_the_graph_leads_to_its_description(client: Client, graph: Graph) -> None:
    Writer(graph).replace([(said, "") for said in hard()])
    found = by_pyoxigraph(client.get("/export?format=nquads").content, "nquads")
    classes = {PG + name for name in ("Company", "Executive", "City", "Document", "Event", "University")}
    subjects = {s for s, p, o, _ in found if o in classes}
    assert len(subjects) > 10
    for subject in sorted(subjects):
        answer = client.get(_path(subject), headers={"accept": "application/n-triples"})
        assert answer.status_code == 200, subject
        assert subject in {s for s, *_ in by_pyoxigraph(answer.content, "ntriples")}


def test_a_documents_rdf_is_its_part_of_the_export(client: Client) -> None:
    whole = by_pyoxigraph(client.get("/export?format=nquads").content, "nquads")
    document = by_pyoxigraph(client.get("/documents/a.txt?format=nquads").content, "nquads")
    assert document == {one for one in whole if f"{DEFAULT_BASE}documents/a.txt" in one[0] + one[3]}


@pytest.mark.parametrize("name", RDF)
def test_an_entitys_rdf_has_every_claim_of_it_with_the_evidence(
    client: Client, graph: Graph, name: str
) -> None:
    Writer(graph).replace([(said, "") for said in hard()])
    whole = by_pyoxigraph(client.get("/export?format=nquads").content, "nquads")
    entities, huawei = f"{DEFAULT_BASE}entities/", f"{DEFAULT_BASE}entities/company/huawei"
    claims = {s for s, p, o, _ in whole if p.endswith(("#subject", "#object")) and o == huawei}
    parts = claims | {o for s, p, o, _ in whole if s in claims and p.endswith("#hasSelector")}
    sources = {o for s, p, o, _ in whole if s in claims and p.endswith("#hasSource")}
    assert len(claims) > len(sources) > 1
    expected = {
        one
        for one in whole
        if one[0] in parts
        or (one[0] == huawei and one[3] == "")
        or (huawei in (one[0], one[2]) and one[0].startswith(entities) and one[2].startswith(entities))
        or (one[0].removesuffix("#facts") in sources and one[3] == "")
    }
    found = by_pyoxigraph(client.get(f"/entities/company/huawei?format={name}").content, name)
    if name in ("turtle", "ntriples"):
        assert found == {(*one, "") for one in without_graphs(expected)}
    else:
        assert found == expected


def test_more_claims_of_an_entity_than_a_page_holds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/entities/company/huawei?format=ntriples"
    at_once = by_pyoxigraph(client.get(path).content, "ntriples")
    monkeypatch.setattr("graph.pages.MOST_DOCUMENTS", 1)
    assert by_pyoxigraph(client.get(path).content, "ntriples") == at_once


def test_a_claim_that_was_rejected_is_none_of_an_entitys(client: Client, graph: Graph) -> None:
    wrong = OnClaim("x.txt", "SIGNED_WITH", "company/huawei", "company/x", right=False)
    said = facts("x.txt", claim("SIGNED_WITH", "company/huawei", "company/x"))
    Writer(graph, Judgements((wrong,))).replace([(said, "")])
    assert "documents/x.txt" in client.get("/export?format=nquads").text
    assert "x.txt" not in client.get("/entities/company/huawei?format=nquads").text


def test_rows_are_results_with_their_evidence(client: Client) -> None:
    graph = rdflib.Graph().parse(data=client.get(f"{QUERY}&format=turtle").text, format="turtle")
    rs, oa = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#", "http://www.w3.org/ns/oa#"
    rows = client.get(QUERY).json()["rows"]
    assert len(list(graph.objects(None, rdflib.URIRef(f"{rs}solution")))) == len(rows)
    quotes = {str(one) for one in graph.objects(None, rdflib.URIRef(f"{oa}exact"))}
    assert quotes == {evidence["quote"] for row in rows for evidence in row["evidence"]}
    values = set(graph.objects(None, rdflib.URIRef(f"{rs}value")))
    assert rdflib.URIRef(f"{DEFAULT_BASE}entities/company/huawei") in values


def test_an_export_names_its_file_and_can_be_zipped(client: Client) -> None:
    plain = client.get("/export?format=nquads", headers={"accept-encoding": "identity"})
    assert plain.headers["content-disposition"] == 'attachment; filename="pactgraph.nq"'
    assert "content-encoding" not in plain.headers
    packed = client.get("/export?format=nquads", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # httpx has unpacked it
    with zipfile.ZipFile(io.BytesIO(client.get("/export?format=csv").content)) as archive:
        assert "claims.csv" in archive.namelist()
    assert client.get("/export?format=graphml").text.endswith("</graphml>\n")
    assert [
        json.loads(row)["document"]["id"] for row in client.get("/export?format=facts").text.splitlines()
    ] == [
        "a.txt",
        "b.txt",
        "c.txt",
    ]


def test_void_counts_what_there_is(client: Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    void = "http://rdfs.org/ns/void#"
    answer = graph.query(
        f"SELECT ?class ?n {{ ?s <{void}classPartition> [ <{void}class> ?class ; <{void}entities> ?n ] }}"
    )
    stats = client.get("/stats").json()
    assert {str(row[0]).removeprefix(PG): row[1].toPython() for row in answer} == stats["nodes"]  # type: ignore[index, union-attr]
    dumps = {str(one) for one in graph.objects(None, rdflib.URIRef(f"{void}dataDump"))}
    assert len(dumps) == 5
    assert all(client.request("HEAD", _path(dump)).status_code == 200 for dump in dumps)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser uses it
def test_the_vocabulary_is_there_for_machines_and_people(client: Client) -> None:
    turtle = rdflib.Graph().parse(data=client.get("/ontology").text, format="turtle")
    linked = rdflib.Graph().parse(data=client.get("/ontology?format=jsonld").text, format="json-ld")
    assert isomorphic(turtle, linked)
    page = client.get("/ontology", headers={"accept": "text/html, */*;q=0.1"})
    assert page.headers["content-type"].startswith("text/html")
    for subject in turtle.subjects(rdflib.RDFS.isDefinedBy):
        assert f'id="{str(subject).removeprefix(PG)}"' in page.text
    shapes = rdflib.Graph().parse(data=client.get("/shapes").text, format="turtle")
    assert len(shapes) > 500


def test_the_published_context_is_the_one_in_answers(client: Client) -> None:
    published: dict[str, Any] = client.get("/context.jsonld").json()
    answer = client.get("/entities/company/huawei?format=jsonld").json()
    assert answer["@context"] == published["@context"]
    assert answer["@graph"][0]["label"] == {"@value": "Huawei", "@language": "en"}


def _path(iri: str) -> str:
    parts = urlsplit(iri)
    return parts.path + (f"?{parts.query}" if parts.query else "")
