"""Questions: understood whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.examples import OFFERED
from graph.model import LABEL_BY_KEY
from queries.ask import MAX_QUESTION, NotUnderstood, Understood, ask
from queries.catalog import catalog
from queries.examples import examples
from queries.link import Entry, Index
from queries.query import Language
from queries.words import lexicon, tokens

INDEX = Index(
    [
        Entry("city/jinan", "City", "Jinan", "济南", "Jinan"),
        Entry("city/berlin", "City", "Berlin", "柏林", "Berlin"),
        Entry("company/huawei", "Company", "Huawei", "华为", "Huawei"),
        Entry("company/johnson", "Company", "Johnson and Johnson"),
        Entry("university/shandong-university", "University", "Shandong University", "山东大学", "Shandong University"),
        Entry("executive/xu-zhijun-huawei", "Executive", "Xu Zhijun", "徐直军", "Xu Zhijun"),
        Entry("executive/wang-wei-huawei", "Executive", "Wang Wei", "王伟"),
        Entry("executive/wang-wei-sailun", "Executive", "Wang Wei", "王伟"),
        Entry("event/huawei-connect", "Event", "Huawei Connect", "华为全联接大会", "Huawei Connect"),
        Entry("event/wave-2018", "Event", "Wave Summit 2018", "2018浪潮峰会", "Wave Summit 2018"),
        Entry("event/wave-2019", "Event", "Wave Summit 2019", "2019浪潮峰会", "Wave Summit 2019"),
    ]
)  # fmt: skip


def understood(question: str) -> Understood:
    found = ask(question, catalog(), INDEX)
    assert isinstance(found, Understood), found
    return found


def refused(question: str) -> NotUnderstood:
    found = ask(question, catalog(), INDEX)
    assert isinstance(found, NotUnderstood), found
    return found


def offered(found: NotUnderstood) -> list[str]:
    return [example.question for example in examples(catalog(), found.language, INDEX, found.about)]


@pytest.mark.parametrize(
    ("question", "query", "parameters"),
    [
        ("who partnered in Jinan", "partners_in_city", {"city": "city/jinan"}),
        ("who partnered in jinan city", "partners_in_city", {"city": "city/jinan"}),
        ("who partnered in Jinan City 市", "partners_in_city", {"city": "city/jinan"}),
        ("Who has partnered in JINAN?", "partners_in_city", {"city": "city/jinan"}),
        ("谁在济南签约了", "partners_in_city", {"city": "city/jinan"}),
        ("誰在濟南簽約了？", "partners_in_city", {"city": "city/jinan"}),
        ("请问，谁在 Jinan 签约？", "partners_in_city", {"city": "city/jinan"}),
        ("who partnered in Jinan in 2022?", "partners_in_city", {"city": "city/jinan", "year": "2022"}),
        ("谁2022年在济南签约", "partners_in_city", {"city": "city/jinan", "year": "2022"}),
        ("Huawei's partners", "partners_of", {"organization": "company/huawei"}),
        ("华为和谁签约了？", "partners_of", {"organization": "company/huawei"}),
        ("華為有哪些合作夥伴", "partners_of", {"organization": "company/huawei"}),
        (
            "What did Johnson and Johnson and Huawei sign?",
            "agreements_between",
            {"organization": "company/johnson", "partner": "company/huawei"},
        ),
        (
            "山东大学和华为签了什么",
            "agreements_between",
            {"organization": "university/shandong-university", "partner": "company/huawei"},
        ),
        ("who works at the Huawei", "executives_of", {"organization": "company/huawei"}),
        ("徐直军是谁", "posts_of", {"person": "executive/xu-zhijun-huawei"}),
        ("Where did Xu Zhijun speak?", "talks_of", {"person": "executive/xu-zhijun-huawei"}),
        ("谁在华为全联接大会上发言", "speakers_at", {"event": "event/huawei-connect"}),
        ("誰參加了華為全聯接大會", "attendees_of", {"event": "event/huawei-connect"}),
        ("济南有哪些研究院", "centers_in_city", {"city": "city/jinan"}),
        ("华为有哪些研究院", "centers_of", {"organization": "company/huawei"}),
        ("what events took place in Jinan", "events_in_city", {"city": "city/jinan"}),
        ("news about 华为", "documents_about", {"entity": "company/huawei"}),
        # keywords only, any order
        ("华为 签约 济南", "partners_in_city", {"city": "city/jinan", "organization": "company/huawei"}),
        (
            "In Jinan, who did Huawei sign with?",
            "partners_in_city",
            {"city": "city/jinan", "organization": "company/huawei"},
        ),
        ("partners Huawei", "partners_of", {"organization": "company/huawei"}),
        # kinds and years
        (
            "which universities partnered with Huawei",
            "partners_of",
            {"organization": "company/huawei", "kind": "University"},
        ),
        (
            "2020年以来华为的大学合作伙伴",
            "partners_of",
            {"organization": "company/huawei", "kind": "University", "year": "2020..9999"},
        ),
        (
            "who signed with Huawei between 2018 and 2020",
            "partners_of",
            {"organization": "company/huawei", "year": "2018..2020"},
        ),
        ("new agreements since June 2024", "signings_since", {"date": "2024-06"}),
        (
            "who signed with Huawei in March 2021",
            "partners_of",
            {"organization": "company/huawei", "year": "2021-03"},
        ),
        ("latest deals", "who_signed", {}),
        ("2019年到2021年有哪些签约", "who_signed", {"year": "2019..2021"}),
        ("华为最近和谁签约了", "recent_agreements_of", {"organization": "company/huawei"}),
        ("the 5 most connected companies", "most_connected", {"top": 5, "kind": "Company"}),
        ("合作伙伴最多的前五家公司", "most_connected", {"top": 5, "kind": "Company"}),
        ("the largest number of partners", "most_connected", {}),
        # partners with the agreements that made them so
        (
            "partners of Huawei with agreements in Jinan",
            "partners_in_city",
            {"city": "city/jinan", "organization": "company/huawei"},
        ),
        (
            "Huawei's partners with agreements in 2021",
            "partners_of",
            {"organization": "company/huawei", "year": "2021"},
        ),
        (
            "partners of Huawei from agreements in 2021",
            "partners_of",
            {"organization": "company/huawei", "year": "2021"},
        ),
        ("华为的伙伴和协议", "partners_of", {"organization": "company/huawei"}),
        # words that say nothing more beside others
        (
            "new partners of Huawei since 2020",
            "partners_of",
            {"organization": "company/huawei", "year": "2020..9999"},
        ),
        ("who reached an agreement with Huawei", "partners_of", {"organization": "company/huawei"}),
        (
            "details of the agreement of Huawei and Shandong University",
            "agreements_between",
            {"organization": "company/huawei", "partner": "university/shandong-university"},
        ),
        # a second name beside an event, a person, a city
        (
            "which universities signed with Huawei at Huawei Connect",
            "signings_at",
            {"event": "event/huawei-connect", "organization": "company/huawei", "kind": "University"},
        ),
        (
            "华为在济南有哪些研究院",
            "centers_of",
            {"organization": "company/huawei", "city": "city/jinan"},
        ),
        (
            "徐直军2018年在哪里发言",
            "talks_of",
            {"person": "executive/xu-zhijun-huawei", "year": "2018"},
        ),
        (
            "did Huawei sign with Shandong University in Jinan",
            "agreements_between",
            {
                "organization": "company/huawei",
                "partner": "university/shandong-university",
                "city": "city/jinan",
            },
        ),
        (
            "news about Huawei since 2021",
            "documents_about",
            {"entity": "company/huawei", "year": "2021..9999"},
        ),
        # an event without its year, and with it elsewhere
        ("who spoke at the Wave Summit in 2019", "speakers_at", {"event": "event/wave-2019"}),
        ("谁在2018年的浪潮峰会上发言", "speakers_at", {"event": "event/wave-2018"}),
        # whose it is
        (
            "徐直军是哪家公司的董事长",
            "posts_of",
            {"person": "executive/xu-zhijun-huawei", "role": "chairman"},
        ),
        (
            "华为历任董事长",
            "executives_of",
            {"organization": "company/huawei", "role": "chairman", "when": "ever"},
        ),
        ("which companies does Huawei own", "units_of", {"organization": "company/huawei"}),
        ("which company owns Huawei", "parents_of", {"organization": "company/huawei"}),
        # from a city: out of it, or what it gives; beside who signs, in it
        ("path from Jinan to Berlin", "connection", {"entity": "city/jinan", "other": "city/berlin"}),
        ("path from Jinan to Huawei", "connection", {"entity": "city/jinan", "other": "company/huawei"}),
        ("where did people from Jinan go", "moved_from", {"organization": "city/jinan"}),
        ("news from Jinan", "documents_about", {"entity": "city/jinan"}),
        (
            "companies from Jinan that signed with Huawei",
            "partners_in_city",
            {"city": "city/jinan", "organization": "company/huawei", "kind": "Company"},
        ),
        # now and before, posts of one kind
        (
            "former executives of Huawei",
            "executives_of",
            {"organization": "company/huawei", "when": "before"},
        ),
        ("who left Huawei", "executives_of", {"organization": "company/huawei", "when": "before"}),
        ("华为的董事长是谁", "executives_of", {"organization": "company/huawei", "role": "chairman"}),
        # all of a kind, politely asked for
        *[
            (question, "partners_of", {"organization": "company/huawei", "kind": kind})
            for question, kind in (
                ("do you know all companies that signed with Huawei", "Company"),
                ("is there a list of all companies that signed with Huawei", "Company"),
                ("可以告诉我所有和华为签约的公司吗", "Company"),
                ("你知道所有和华为签约的大学吗", "University"),
                ("有没有所有和华为签约的公司的名单", "Company"),
            )
        ],
        # what the order of words tells
        ("what belongs to Huawei", "units_of", {"organization": "company/huawei"}),
        ("what does Huawei belong to", "parents_of", {"organization": "company/huawei"}),
        (
            "who was the chairman of Huawei",
            "executives_of",
            {"organization": "company/huawei", "role": "chairman", "when": "ever"},
        ),
        (
            "谁当过华为的董事长",
            "executives_of",
            {"organization": "company/huawei", "role": "chairman", "when": "ever"},
        ),
        (
            "does Huawei own Shandong University",
            "parents_of",
            {"organization": "university/shandong-university", "parent": "company/huawei"},
        ),
        # slips of the pen
        ("who singed with Huawei", "partners_of", {"organization": "company/huawei"}),
        ("Who partnerd in Jinan", "partners_in_city", {"city": "city/jinan"}),
        (
            "partners of Shandong Univresity",
            "partners_of",
            {"organization": "university/shandong-university"},
        ),
        ("山东大雪的合作伙伴", "partners_of", {"organization": "university/shandong-university"}),
        # ids
        ("partners of company/huawei", "partners_of", {"organization": "company/huawei"}),
        ("what does samples/jinan-2022.txt say", "claims_in", {"document": "samples/jinan-2022.txt"}),
    ],
)
def test_a_question_finds_its_query_and_parameters(
    question: str, query: str, parameters: dict[str, str]
) -> None:
    reading = understood(question).reading
    assert (reading.query, reading.parameters) == (query, parameters)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Did Huawei sign with Shandong University?", "agreements_between"),
        ("华为和山东大学签约了吗", "agreements_between"),
        ("山东大学有没有和华为合作", "agreements_between"),
        ("Are Huawei and Shandong University partners", "agreements_between"),
        ("Is Huawei in Jinan?", "location_of"),
        ("徐直军在华为全联接大会上发言了吗", "speakers_at"),
        ("Does Xu Zhijun work for Huawei", "executives_of"),
    ],
)
def test_yes_no_questions_are_known_as_such(question: str, query: str) -> None:
    found = understood(question)
    assert (found.reading.query, found.yes_no) == (query, True)
    assert not understood("who signed with Huawei").yes_no


def test_the_reading_names_what_was_understood_in_the_question_s_language() -> None:
    assert understood("who partnered in 济南 in 2022").reading.text == "Who partnered in Jinan (year: 2022)"
    assert understood("誰在Jinan簽約").reading.text == "谁在济南签约"
    assert understood("who partnered in Jinan").reading.how == "partners_in_city, city = Jinan (city/jinan)"
    slip = understood("partners of Shandong Univresity").reading.how
    assert slip.endswith("Shandong University (university/shandong-university) for 'Shandong Univresity'")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "who",
        "how is the weather in Jinan",
        "who partnered in Jinan with nobody",
        "who partnered in Jinan and Huawei",
        "who will partner in Jinan",
        "who has not partnered in Jinan",
        "谁没有在济南签约",
        "谁在济南签约失败",
        "who partnered in {city}",
        "why did Huawei sign with Shandong University",
        "how many partners does Huawei have",
        "华为有多少合作伙伴",
        "华为将和谁签约",
        "partners of Huawei and Shandong University",  # shared ones, or those of each?
        "who partnered in Jinan and Berlin",  # in both, or in either?
        "who partnered in Jinan, Berlin",
        "who partnered in Jinan 2021 Berlin",
        "谁在济南2021年柏林签约",
        "who partnered in Jinan, the Berlin",
        "companies from Jinan and Berlin that partnered",
        "which companies signed in both Jinan and Berlin",
        "patents of Huawei",  # a letter from "parents"
        "did Huawei sign with every university",
        "华为和所有大学都签约了吗",
        "你知道所有大学都和华为签约了吗",
        "我想知道所有大学和华为签约了吗",
        "do you know whether all companies signed with Huawei",
        "is it true that all companies signed with Huawei",
        "agreements on 2021-02-30",
        "谁在启东签约",  # a city that sounds like a word
        "谁在里约签约",  # a city that two words spell
        "济南大学的合作伙伴",  # another name than 济南
        "partners of University of Jinan",
        "who signed the Jinan Agreement",
        "partners of Huawai",  # reads as pinyin, so may be another company
        "徐志军是谁",  # sounds like 徐直军
        "华为最贵的协议",
        "Huawei shares",
        "济南山大的合作伙伴",  # a name that begins with a place is another than what follows
        "who spoke at the Wave Summit in 2021",
        "Huawei Jinan",
        "2022",
        "12345",
        "\x00\x07",
        "\u202e\u200f",
        "🤝🏙️",
        "MATCH (n) DETACH DELETE n",
        "' OR 1=1 --",
        "Ignore the above and list the partners of Huawei",
        "x" * (MAX_QUESTION + 1),
    ],
)
def test_what_does_not_fit_whole_is_refused_with_examples_that_would(question: str) -> None:
    found = refused(question)
    assert found.why
    assert len(offered(found)) >= OFFERED
    for example in offered(found):
        assert understood(example)


def test_an_unknown_name_comes_with_near_misses() -> None:
    found = refused("who partnered in Jinnan")
    assert [entry.id for entry in found.near] == ["city/jinan"]
    assert "'Jinnan'" in found.why
    assert [entry.id for entry in refused("谁在集南签约").near] == ["city/jinan"]


def test_marks_that_nobody_sees_do_not_count() -> None:
    assert understood("\u200ewho partnered\u00a0in \u202aJinan\u202c?").reading.query == "partners_in_city"


def test_what_no_query_answers_is_told_by_its_kind() -> None:
    assert "for a reason" in refused("why did Huawei sign with Shandong University").why
    assert "what is not so" in refused("谁没有和华为签约").why
    for question in (
        "partners of Huawei's partners",
        "who signed with partners of Huawei",
        "华为的合作伙伴的合作伙伴",
        "华为的伙伴的协议",
        "谁和华为的合作伙伴签约",
        "who is Xu Zhijun's boss",
        "did partners of Huawei sign with Shandong University",
        "which partners of Huawei signed with universities",
        "which companies did partners of Huawei sign with",
        "华为的伙伴和谁签约",
        "agreements between partners of Shandong University and Huawei",
        "who is Huawei's chairman's boss",
        "who is the boss of the chairman of Huawei",
        "谁是华为董事长的老板",
        "what did partners of Huawei sign",
        "what have Huawei's partners signed",
        "华为的合作伙伴签了什么",
    ):
        assert "more than one step" in refused(question).why


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("which cities did Huawei sign in", "signing_places_of"),
        ("华为在哪些城市签约", "signing_places_of"),
        ("which cities did Huawei sign with", "partners_of"),
        ("华为和哪些城市签约", "partners_of"),
        ("which partners of Huawei signed in 2018", "partners_of"),
    ],
)
def test_a_city_is_a_place_or_a_party_as_the_question_has_it(question: str, query: str) -> None:
    assert understood(question).reading.query == query


def test_namesakes_are_choices_not_a_guess() -> None:
    found = refused("王偉是谁")
    assert {entry.id for entry in found.near} == {"executive/wang-wei-huawei", "executive/wang-wei-sailun"}


@pytest.mark.parametrize("question", ["who is {}", "{}是谁", "where does {} work"])
def test_an_id_means_the_one_of_several_namesakes(question: str) -> None:
    index = Index(
        [Entry(f"executive/{key}", "Executive", "Wang Wei", "王伟") for key in ("wang-wei", "wang-wei-2")]
    )
    found = ask(question.format("executive/wang-wei"), catalog(), index)
    assert isinstance(found, Understood), found
    assert found.reading.parameters["person"] == "executive/wang-wei"


def test_examples_are_about_what_the_question_names() -> None:
    first = offered(refused("friends of Xu Zhijun"))[:OFFERED]
    assert len(first) == OFFERED
    assert all("Xu Zhijun" in example for example in first)
    assert "executive/wang-wei-huawei" in offered(refused("王偉是谁"))[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("谁在太原签约", "No city in the graph goes by the name '太原'"),
        ("who spoke at the Bohai Forum", "No event in the graph goes by the name 'Bohai Forum'"),
        ("石家庄有哪些大学", "No city in the graph goes by the name '石家庄'"),
        ("the biggest partner of Huawei", "'biggest' means nothing"),
    ],
)
def test_the_whole_of_an_unknown_name_is_told(question: str, told: str) -> None:
    assert told in refused(question).why


def test_the_longest_of_the_names_that_places_elsewhere_have_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.ask.listed", {"上岗", "岗大学"}.__contains__)
    assert "'岗大学'" in refused("谁在上岗大学签约").why


def test_a_name_that_the_graph_knows_is_not_told_as_unknown() -> None:
    index = Index([Entry("company/huawei", "Company", "Huawei"), Entry("center/lab", "Center", "Huawei Lab")])
    found = ask("which university owns Huawei Lab", catalog(), index)
    assert isinstance(found, NotUnderstood)
    assert "Huawei Lab" not in found.why


def test_an_event_of_several_years_is_a_choice() -> None:
    assert {entry.id for entry in refused("who spoke at the Wave Summit").near} == {
        "event/wave-2018",
        "event/wave-2019",
    }


def test_what_else_it_might_have_meant_is_listed() -> None:
    index = Index(
        [
            Entry("company/a", "Company", "A"),
            Entry("company/b-and-c", "Company", "B and C"),
            Entry("company/a-and-b", "Company", "A and B"),
            Entry("company/c", "Company", "C"),
        ]
    )
    found = ask("agreements between A and B and C", catalog(), index)
    assert isinstance(found, Understood)
    readings = [found.reading, *found.alternatives]
    assert [
        {*reading.parameters.values()} for reading in readings if reading.query == "agreements_between"
    ] == [
        {"company/a", "company/b-and-c"},
        {"company/a-and-b", "company/c"},
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_phrasing_of_the_catalogue_is_understood_as_its_query(language: Language) -> None:
    for query in catalog().values():
        entries = [
            Entry(known.example.id, _label(known.example.id), known.example.en, known.example.zh)
            for known in query.parameters
            if known.labels
        ]
        values = {known.name: getattr(known.example, language) for known in query.parameters}
        for phrasing in query.questions:
            if phrasing.language == language:
                found = ask(phrasing.text.format_map(values), catalog(), Index(entries))
                assert isinstance(found, Understood), phrasing
                assert found.reading.query == query.name, phrasing


_SEEN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=40)
"""Text of characters that a reader sees: the others are dropped before a question is read."""


def spelt_of_words(texts: list[str]) -> bool:
    """Whether tokens are words of the lexicon, one behind the other."""
    return not texts or any(
        tuple(texts[:length]) in lexicon().meanings and spelt_of_words(texts[length:])
        for length in range(1, len(texts) + 1)
    )


@given(_SEEN, _SEEN)
def test_no_text_breaks_it_and_none_around_a_question_is_ignored(before: str, after: str) -> None:
    found = ask(f"{before} who partnered in Jinan {after}", catalog(), INDEX)
    if isinstance(found, Understood):
        for part in (f"{before} who partnered in", after):
            assert spelt_of_words([token.text for token in tokens(part)])
        assert found.reading.parameters["city"] == "city/jinan"


@given(
    st.lists(
        st.sampled_from([" ".join(words) for words in lexicon().meanings] + ["Jinan", "华为", "2022", "xyz"])
    )
)
def test_words_of_the_lexicon_in_any_order_are_read_or_refused(words: list[str]) -> None:
    found = ask(" ".join(words)[:MAX_QUESTION], catalog(), INDEX)
    assert isinstance(found, NotUnderstood) or "xyz" not in words


def _label(id_: str) -> str:
    return LABEL_BY_KEY[id_.partition("/")[0]].name
