"""Frames: a query's phrasings as senses, and how well a question's sense fits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations

from queries.errors import BadValue
from queries.link import Entry
from queries.pieces import Find, Name, Text, has_unknown, only, read_text, readings, unknown_runs
from queries.query import Parameter, Phrasing, Query
from queries.sense import PLACING, Mention, Sense, sense
from queries.values import read_value
from queries.words import Lexicon, Meaning, Words, lexicon

_HOLE = "qqhole"
_SAMPLES = {
    "year": "2022",
    "range": "2022",
    "date": "2022",
    "count": "7",
    "label": "company",
    "document": "a/b.txt",
}
"""What stands in a phrasing for parameters that name no entity while it is read."""

MOST_CONCEPTS = 7
"""Concepts that a question may have: no phrasing has more."""

CORE, LABEL, CUE, ORDER, NARROW, TYPED, ALIKE = 2.0, 0.4, 1.0, 0.3, 0.5, 0.1, 0.1
"""What counts for a fit: a concept shared, a kind named in the phrasing, a cue, the order, how few kinds of thing a
parameter takes, each token that a name explains, the same language or the same word for what is asked."""

EXTRA, AS_PARTY, SURPLUS = 0.4, 2.0, 0.5
"""What counts against it: a name put where the phrasing has none, a city taken for one who signs, an idle concept that
the query does not speak of."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A phrasing: its sense, and what its placeholders stand for.

    ``wanted`` are the concepts that a question must have, ``slots`` the parameters of its names in their order,
    ``needs`` those that names are no part of, ``free`` those that further names may fill, ``kind`` the one that takes a
    label.
    """

    query: Query
    sense: Sense
    wanted: frozenset[str]
    slots: tuple[str, ...]
    needs: frozenset[str]
    free: tuple[str, ...]
    kind: Parameter | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """A catalogue's frames by what they want, what its queries speak of, and the lexicon with their own words."""

    lexicon: Lexicon
    frames: Mapping[frozenset[str], tuple[Frame, ...]]
    vocabulary: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A question that fits a frame: values by parameter, entities by parameter, and how well it fits.

    Where a name may be more than one entity, ``entities`` holds them all.
    """

    frame: Frame
    values: Mapping[str, str | int]
    entities: Mapping[str, tuple[Entry, ...]]
    names: Mapping[str, Name]
    score: float


@dataclass(frozen=True, slots=True)
class _Told:
    """What a question tells a query besides names: values by parameter, and the concepts that are none's value."""

    values: Mapping[str, str | int]
    core: frozenset[str]
    surplus: frozenset[str]
    spoken: frozenset[str]


@lru_cache(maxsize=8)
def grammar(queries: tuple[Query, ...]) -> Grammar:
    """Read the phrasings of a catalogue."""
    own: dict[Words, Meaning] = {}
    parsed = [
        (query, phrasing, _sample(query, phrasing)) for query in queries for phrasing in query.questions
    ]
    for query, _, text in parsed:
        _, pieces = readings(text, lexicon(), _holes(query), limit=1)[0]
        for first, last in unknown_runs(pieces):
            words = tuple(token.text for token in text.tokens[first:last])
            own[words] = Meaning("concepts", " ".join(words))
    known = lexicon().more(own)
    frames: dict[frozenset[str], dict[object, Frame]] = {}
    vocabulary: dict[str, frozenset[str]] = {}
    for query, phrasing, text in parsed:
        frame = _frame(query, phrasing, text, known)
        same = (query.name, frame.slots, frame.needs, _shape(frame.sense))
        frames.setdefault(frame.wanted, {}).setdefault(same, frame)
        spoken = frame.sense.core | frame.sense.labels | frame.sense.values
        vocabulary[query.name] = vocabulary.get(query.name, frozenset()) | spoken
    return Grammar(known, {wanted: tuple(found.values()) for wanted, found in frames.items()}, vocabulary)


def _shape(found: Sense) -> object:
    """What of a phrasing's sense a question is held against."""
    cues = tuple((mention.before, mention.owner, mention.late) for mention in found.mentions)
    return found.core, found.soft, found.labels, found.values, found.yes_no, found.chinese, cues


def _sample(query: Query, phrasing: Phrasing) -> Text:
    values = {
        parameter.name: f"{_HOLE}{number}"
        if parameter.labels
        else _SAMPLES.get(parameter.type, _SAMPLES["document"])
        for number, parameter in enumerate(query.parameters)
    }
    values |= {
        parameter.name: parameter.allowed[0]
        for parameter in query.parameters
        if parameter.type == "text" and parameter.allowed
    }
    return read_text(phrasing.text.format_map(values))


def _holes(query: Query) -> Find:
    def find(text: Text, first: int, last: int) -> Sequence[Entry]:
        token = text.tokens[first].text
        if last - first == 1 and token.startswith(_HOLE):
            return [Entry(query.parameters[int(token.removeprefix(_HOLE))].name, "", "")]
        return ()

    return find


def _frame(query: Query, phrasing: Phrasing, text: Text, known: Lexicon) -> Frame:
    _, pieces = readings(text, known, _holes(query), limit=1)[0]
    assert not has_unknown(pieces), text  # noqa: S101 - their words were added
    found = sense(text, pieces)
    slots = tuple(mention.name.entries[0].id for mention in found.mentions)
    kind = next((parameter for parameter in query.parameters if parameter.type == "label"), None)
    chosen = {concept for parameter in query.parameters for concept in parameter.allowed}
    wanted = found.core | (found.values - chosen) | (frozenset() if kind else found.labels)
    needs = {parameter.name for parameter in query.parameters if f"{{{parameter.name}}}" in phrasing.text}
    free = tuple(
        one.name for one in query.parameters if one.labels and not one.required and one.name not in slots
    )
    return Frame(query, found, wanted, slots, frozenset(needs - {*slots}), free, kind)


def fits(asked: Sense, known: Grammar) -> Iterator[Fit]:
    """Every way in which a question's sense fits a frame with nothing left over."""
    concepts = asked.core | asked.labels | asked.values
    if asked.beyond or len(concepts) > MOST_CONCEPTS:
        return
    told: dict[str, _Told | None] = {}
    for size in range(len(concepts) + 1):
        for wanted in combinations(sorted(concepts), size):
            for frame in known.frames.get(frozenset(wanted), ()):
                if not 0 <= len(asked.mentions) - len(frame.slots) <= len(frame.free):
                    continue
                query = frame.query
                if query.name not in told:
                    told[query.name] = _told(asked, query, frame.kind, known)
                if (said := told[query.name]) is not None:
                    yield from _fits(asked, frame, said, known)


def _told(asked: Sense, query: Query, kind: Parameter | None, known: Grammar) -> _Told | None:
    """Give all but the names to the parameters that take them; None if something is left over that matters."""
    values: dict[str, str | int] = {}
    core = set(asked.core)
    for concept in asked.values:
        choosing = next((one for one in query.parameters if concept in one.allowed), None)
        if choosing is None:
            core.add(concept)
        elif choosing.name in values:
            return None
        else:
            values[choosing.name] = concept
    if kind is None:
        core |= asked.labels
    elif asked.labels:
        (label, *others) = asked.labels
        if others or label not in kind.allowed:
            return None
        values[kind.name] = label
    if not _fill(asked, query, values):
        return None
    vocabulary = known.vocabulary[query.name]
    surplus, spoken = core - vocabulary, core & vocabulary
    if not _idle(surplus, spoken, asked, known.lexicon):
        return None
    return _Told(values, frozenset(core), frozenset(surplus), frozenset(spoken))


def _fits(asked: Sense, frame: Frame, told: _Told, known: Grammar) -> Iterator[Fit]:
    model, values, surplus = frame.sense, told.values, told.surplus
    if not (frame.wanted <= told.core and frame.needs <= values.keys()):
        return
    if frame.kind is None and asked.labels:
        named = {entry.label for mention in asked.mentions for entry in mention.name.entries}
        surplus |= asked.labels - model.labels - named
        if not _idle(surplus, told.spoken, asked, known.lexicon):
            return
    valued = any(frame.query.by_name[name].allowed for name in frame.needs)
    if not frame.wanted and not valued and not _alike(asked, model):
        return
    labelled = bool(asked.labels) and frame.kind is not None and asked.labels <= model.labels
    score = CORE * (len(frame.wanted) + len(asked.values - told.core))
    score += LABEL * labelled - SURPLUS * len(surplus)
    score += ALIKE * ((asked.chinese == model.chinese) + (asked.soft == model.soft))
    for entities, names, fit in _places(asked, frame):
        given = {*values, *entities}
        if all(one.name in given or not one.required for one in frame.query.parameters):
            yield Fit(frame, values, entities, names, score + fit)


def _idle(surplus: Set[str], spoken: Set[str], asked: Sense, known: Lexicon) -> bool:
    """Whether concepts that a query does not speak of say nothing more than those that it does speak of."""
    beside = spoken | {"date"} if asked.dates else spoken
    return all(known.idle.get(concept, frozenset()) & beside for concept in surplus)


def _alike(asked: Sense, model: Sense) -> bool:
    """Whether two senses without concepts of their own ask the same: "who is", "what is in"."""
    if asked.labels or model.labels:
        return bool(asked.labels and model.labels)
    if asked.soft != model.soft or asked.yes_no != model.yes_no or len(asked.mentions) != len(model.mentions):
        return False
    pairs = zip(asked.mentions, model.mentions, strict=True)
    return all(_class(one.before) == _class(other.before) for one, other in pairs)


def _class(cue: str) -> str:
    return "in" if cue in ("place", "at") else "of" if cue == "from" else cue


def _fill(asked: Sense, query: Query, values: dict[str, str | int]) -> bool:
    """Give times, numbers and documents to the parameters that take them; whether none is left over."""
    texts: list[tuple[tuple[str, ...], dict[str, str]]] = []
    for date in asked.dates:
        first, last = date.value.first, date.value.last
        forms = {"range": f"{(first or '')}..{(last or '')}" if first != last else first or ""}
        if first == last and first:
            forms["year"] = first
        if last is None and first:
            forms["date"] = first
        texts.append((("year", "range", "date"), forms))
    texts += [(("count",), {"count": str(number.value)}) for number in asked.numbers]
    texts += [(("document",), {"document": document.id}) for document in asked.documents]
    for types, forms in texts:
        taking = [one for one in query.parameters if one.type in types and one.name not in values]
        if len(taking) != 1 or not (text := forms.get(taking[0].type)):
            return False
        try:
            values[taking[0].name] = read_value(taking[0], text)
        except BadValue:
            return False
    return True


def _places(
    asked: Sense, frame: Frame
) -> Iterator[tuple[dict[str, tuple[Entry, ...]], dict[str, Name], float]]:
    """Every way to give the names to the parameters that take them."""
    by_name = frame.query.by_name
    model = dict(zip(frame.slots, frame.sense.mentions, strict=True))
    for chosen in permutations([*frame.slots, *frame.free], len(asked.mentions)):
        if not set(frame.slots) <= set(chosen):
            continue
        entities: dict[str, tuple[Entry, ...]] = {}
        score = ORDER if list(chosen) == [*frame.slots] else 0.0
        for slot, mention in zip(chosen, asked.mentions, strict=True):
            found, fit = _placed(mention, by_name[slot], model.get(slot))
            if not found:
                break
            entities[slot] = found
            score += fit
        else:
            yield entities, {slot: one.name for slot, one in zip(chosen, asked.mentions, strict=True)}, score


def _placed(mention: Mention, parameter: Parameter, model: Mention | None) -> tuple[tuple[Entry, ...], float]:
    """The entities that a name may be for this parameter, and how well it stands where the phrasing has it."""
    found = tuple(entry for entry in mention.name.entries if entry.label in parameter.labels)
    if not found:
        return (), 0.0
    cities = all(entry.label == "City" for entry in found)
    if model is None:
        fit = _loose(mention, parameter)
        order = 0.0
    else:
        elsewhere = cities and mention.before == "place" and "Company" in parameter.labels
        fit = (
            None if elsewhere and model.before not in PLACING else _cue(mention.before, model.before, cities)
        )
        order = ORDER * ((mention.late == model.late) + (mention.owner == model.owner))
    if fit is None:
        return (), 0.0
    if (
        cities
        and "Company" in parameter.labels
        and not mention.owner
        and mention.before not in ("with", "and", "of")
    ):
        fit -= AS_PARTY
    typed = TYPED * (mention.name.last - mention.name.first)
    return found, CUE * fit + order + NARROW / len(parameter.labels) + typed


def _loose(mention: Mention, parameter: Parameter) -> float | None:
    """How well a name fits a parameter for which the phrasing has no place."""
    if mention.before == "and" or (mention.before == "with" and parameter.type in ("city", "event")):
        return None
    placed = mention.before in PLACING or mention.before == "from"
    if placed and "Company" in parameter.labels and only(mention.name, "City"):
        return None
    return -EXTRA


def _cue(asked: str, model: str, cities: bool) -> float | None:
    """How well the cue before a name fits the phrasing's; None: it says something else."""
    if asked == "in":
        if model in ("in", "place") or (model == "at" and not cities):
            return 1.0
        return None
    if asked == "at":
        return 1.0 if model in PLACING else -0.5 if model in ("", "of") else None
    if asked == "place":
        return 1.0 if model in PLACING else 0.0 if model in ("", "of") else None
    if asked in ("with", "and"):
        return 1.0 if model in ("with", "and") else None if model in PLACING else -0.5
    if asked == "from" and cities and model in ("in", "place"):
        return 1.0  # companies from a city are those in it
    if asked in ("of", "from"):
        return 1.0 if model in ("of", "from") else -0.5 if model in PLACING else 0.0
    return 0.5 if model == "" else 0.0
