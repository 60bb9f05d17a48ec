"""The pages that a person meets in a web browser: pure functions from answers to HTML, without scripts."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from api.service import Answer, Asked
from api.web.html import Html, tag, together
from api.web.marks import marked
from api.web.words import ANSWERS_ZH, WORDS
from queries.ask import NotUnderstood, Understood
from queries.catalog import Catalog
from queries.query import Column, Language, Parameter, Query

STYLE = (files("api.web") / "style.css").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
    f"style-src 'sha256-{base64.b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)
"""What a page may load (Content-Security-Policy): nothing but the style that it carries."""

FORMATS = ("json", "jsonl", "csv", "turtle", "jsonld")
DATED = ("date", "dates", "published")
SHOWN = 3
"""Sentences of a row that are seen at once."""

LONGEST = 200_000
"""Characters of a document's text that are shown."""


def page(language: Language, title: str, *content: str | None, here: Mapping[str, str] | None = None) -> str:
    """Return a whole page, with the question box at its head; ``here`` are the parameters of its address."""
    words = WORDS[language]
    other: Language = "zh" if language == "en" else "en"
    here = here or {}
    question = here.get("q", "")
    head = together(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title if title == words["title"] else f"{title} · {words['title']}"),
        tag("style", Html(STYLE)),
    )
    header = tag(
        "header",
        tag("a", words["title"], class_="brand", href=f"?lang={language}"),
        tag(
            "form",
            tag("input", type="hidden", name="lang", value=language),
            tag("label", words["question"], for_="q", class_="hidden"),
            tag("input", id="q", name="q", value=question, type="search", required=True, maxlength="300",
                placeholder=words["question"], autofocus=not here, autocomplete="off"),
            tag("button", words["ask"]),
            method="get", role="search",
        ),
        tag("nav", tag("a", words["documents"], href=_url(language, query="documents")),
            tag("a", words["interface"], href="docs"), tag("a", words["other"], href=_url(other, **here), lang=other)),
    )  # fmt: skip
    body = tag("body", header, tag("main", *content))
    return f"<!doctype html>\n{tag('html', tag('head', head), body, lang='zh-Hans' if language == 'zh' else 'en')}\n"


def start(catalog: Catalog, language: Language, examples: Sequence[str]) -> str:
    """Return the first page: some questions, and the catalogue with a form for each."""
    words = WORDS[language]
    return page(
        language,
        words["title"],
        tag("p", words["lead"], class_="lead"),
        _examples(examples, language),
        tag("h2", words["catalogue"]),
        *(_entry(query, language) for query in catalog.values()),
    )


def asked_page(asked: Asked, language: Language) -> str:
    """Return the page that answers a question."""
    words = WORDS[language]
    read = asked.understood
    if isinstance(read, NotUnderstood) or asked.answer is None:
        assert isinstance(read, NotUnderstood)  # noqa: S101 - what is understood has been answered
        near = [_entity(entry.shown(), language) for entry in read.near]
        return page(
            language, asked.question,
            tag("h1", words["not_understood"]),
            tag("p", read.why),
            together(tag("h2", words["near"]), _list(near)) if near else None,
            _examples(read.examples, language),
            here={"q": asked.question},
        )  # fmt: skip
    return page(
        language, asked.question,
        tag("h1", read.reading.text),
        tag("p", f"{words['read']}: ", tag("code", read.reading.how), class_="quiet"),
        tag("p", words[asked.says], class_="lead") if asked.says else None,
        _answer(asked.answer, language),
        _alternatives(read, language),
        here={"q": asked.question},
    )  # fmt: skip


def answer_page(answer: Answer, language: Language, names: Mapping[str, str]) -> str:
    """Return the page of a canned query's answer, with its form; ``names`` are the entities' by their ids."""
    query = answer.query
    named = {name: "" if value is None else str(value) for name, value in answer.parameters.items()}
    title = query.title[language].format_map({name: names.get(value, value) for name, value in named.items()})
    return page(
        language, title,
        tag("h1", title),
        tag("p", query.description, class_="quiet", lang="en"),
        tag("details", tag("summary", WORDS[language]["parameters"]), _form(query, language, named))
        if query.parameters else None,
        _answer(answer, language),
        here={"query": query.name, **{name: value for name, value in named.items() if value}},
    )  # fmt: skip


def document_page(
    record: Mapping[str, Any],
    text: str | None,
    mentions: Sequence[Mapping[str, Any]],
    answer: Answer,
    language: Language,
) -> str:
    """Return a document's page: its text with claims and names marked, and the claims."""
    words = WORDS[language]
    title = record["title"] or record["id"]
    url = record["url"] or ""
    facts = [record["id"], f"{words['published']} {record['published']}" if record["published"] else None]
    said = [one for row in answer.rows.rows for one in row["evidence"]]
    return page(
        language, title,
        tag("h1", title),
        tag("p", " · ".join(one for one in facts if one), " " if url else None,
            tag("a", words["source"], href=url, rel="noreferrer") if url.startswith(("http://", "https://")) else None,
            class_="quiet"),
        tag("p", words["legend"] if text is not None else words["no_text"], class_="quiet"),
        tag("article", marked(text[:LONGEST], said, mentions, lambda id_: _to_entity(id_, language))) if text else None,
        tag("p", words["cut"], class_="quiet") if text and len(text) > LONGEST else None,
        tag("h2", words["claims"]),
        _answer(answer, language),
        here={"document": record["id"]},
    )  # fmt: skip


def wrong_page(why: str, language: Language, question: str = "") -> str:
    """Return the page that says why there is no answer."""
    words = WORDS[language]
    return page(
        language,
        words["wrong"],
        tag("h1", words["wrong"]),
        tag("p", why),
        here={"q": question} if question else None,
    )


def _entry(query: Query, language: Language) -> Html:
    title = query.called(language)
    return tag(
        "details",
        tag("summary", title),
        tag("p", query.description, class_="quiet", lang="en"),
        _form(query, language, {}),
    )


def _form(query: Query, language: Language, given: Mapping[str, str]) -> Html:
    words = WORDS[language]
    return tag(
        "form",
        tag("input", type="hidden", name="query", value=query.name),
        tag("input", type="hidden", name="lang", value=language),
        *(_field(query, known, given.get(known.name, ""), language) for known in query.parameters),
        tag("button", words["run"]),
        method="get",
        class_="query",
    )


def _field(query: Query, known: Parameter, value: str, language: Language) -> Html:
    """A parameter as a field of its type, with what it means beneath."""
    words = WORDS[language]
    name = f"{known.name} ({words['required']})" if known.required else known.name
    about = f"{query.name}-{known.name}"
    if known.allowed:
        options = [tag("option", words["any"], value="")] if not known.required else []
        options += [tag("option", one, value=one, selected=one == value) for one in known.allowed]
        field = tag("select", *options, name=known.name, aria_describedby=about)
    else:
        example = known.example.zh if language == "zh" else known.example.en
        field = tag(
            "input", name=known.name, value=value, required=known.required, placeholder=example,
            type="number" if known.type == "count" else "text", min="1" if known.type == "count" else None,
            pattern="[0-9]{4}" if known.type == "year" else None, aria_describedby=about,
        )  # fmt: skip
    return tag("label", tag("span", name), field, tag("small", known.description, id=about, lang="en"))


def _answer(answer: Answer, language: Language) -> Html:
    words = WORDS[language]
    if not answer.rows.rows:
        return together(tag("p", words["none"]), _formats(answer, language))
    shown = [
        column
        for column in answer.query.columns
        if column.name not in ("evidence", "sources") and any(row[column.name] for row in answer.rows.rows)
    ]
    told = any(column.type == "evidence" for column in answer.query.columns)
    head = [tag("th", _said(column.name, language), scope="col") for column in shown]
    if told:
        head.append(tag("th", words["evidence"], scope="col"))
    rows = [
        tag(
            "tr",
            *(tag("td", _cell(column, row[column.name], language)) for column in shown),
            tag("td", _evidence(row["evidence"], language)) if told else None,
        )
        for row in answer.rows.rows
    ]
    at_least = "" if answer.rows.total_is_exact else f"{words['at_least']} "
    following = _parameters(answer, language) | {"next": answer.next or ""}
    return together(
        tag("p", f"{at_least}{answer.rows.total:,} {words['rows']}", class_="quiet"),
        tag("div", tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows)), class_="wide", tabindex="0",
            role="region", aria_label=words["rows"]),
        tag("p", tag("a", words["next"], href=_url(**following), rel="next")) if answer.next else None,
        _formats(answer, language),
    )  # fmt: skip


def _cell(column: Column, value: Any, language: Language) -> str:
    if value is None or value == []:
        return ""
    if column.type == "entity":
        return _entity(value, language)
    if column.name == "document":
        return tag("a", str(value), href=_url(language, document=str(value)))
    if column.type == "boolean":
        return "✓" if value else ""
    values = value if isinstance(value, list) else [value]
    return tag(
        "span",
        ", ".join(_said(str(one), language) for one in values),
        class_="date" if column.name in DATED else None,
    )


def _said(word: str, language: Language) -> str:
    """Return what a column, or a word that a query answers with, is called."""
    return (
        ANSWERS_ZH.get(word, word)
        if language == "zh"
        else word.replace("_", " ")
        if word in ANSWERS_ZH
        else word
    )


def _evidence(said: Sequence[Mapping[str, Any]], language: Language) -> Html:
    quotes = [
        tag(
            "li",
            tag("q", one["quote"]),
            " ",
            tag("a", one["title"] or one["document"],
                href=_url(language, document=one["document"]) + f"#at-{one['start']}"),
            f" ({one['published']})" if one["published"] else None,
        )
        for one in said
    ]  # fmt: skip
    more = tag(
        "details",
        tag("summary", f"{len(quotes) - SHOWN} {WORDS[language]['more']}"),
        tag("ul", *quotes[SHOWN:]),
    )
    return together(tag("ul", *quotes[:SHOWN]), more if len(quotes) > SHOWN else None)


def _formats(answer: Answer, language: Language) -> Html:
    """Links to the same answer as data."""
    given = _parameters(answer, language)
    path = f"queries/{given.pop('query')}"
    links = [tag("a", kind, href=f"{path}?{urlencode(given | {'format': kind})}") for kind in FORMATS]
    return tag(
        "p", f"{WORDS[language]['formats']} ", *(together(link, " ") for link in links), class_="quiet"
    )


def _parameters(answer: Answer, language: Language) -> dict[str, str]:
    given = {name: str(value) for name, value in answer.parameters.items() if value is not None}
    return {"lang": language, "query": answer.query.name, **given}


def _alternatives(read: Understood, language: Language) -> Html | None:
    if not read.alternatives:
        return None
    links = [
        tag(
            "a",
            one.text,
            href=_url(language, query=one.query, **{n: str(v) for n, v in one.parameters.items()}),
        )
        for one in read.alternatives
    ]
    return together(tag("h2", WORDS[language]["also"]), _list(links))


def _examples(examples: Sequence[str], language: Language) -> Html | None:
    if not examples:
        return None
    links = [tag("a", one, href=_url(language, q=one)) for one in examples]
    return together(tag("h2", WORDS[language]["examples"]), _list(links))


def _list(items: Sequence[Html]) -> Html:
    return tag("ul", *(tag("li", item) for item in items))


def _entity(entity: Mapping[str, Any], language: Language) -> Html:
    name = (entity["name_zh"] if language == "zh" else entity["name_en"]) or entity["name"]
    return tag("a", name, href=_to_entity(entity["id"], language), title=f"{entity['label']}: {entity['id']}")


def _to_entity(id_: str, language: Language) -> str:
    return _url(language, query="card", entity=id_)


def _url(lang: str = "en", **parameters: str) -> str:
    """Return a link to another page, relative so that it works behind a proxy's prefix too."""
    return f"?{urlencode({'lang': lang, **parameters}, quote_via=quote)}"
