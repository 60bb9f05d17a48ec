"""People in a Chinese sentence whom the tagger did not see, or saw with too much or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.names.pinyin import is_han
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import alternatives, read_list, titles
from loaders.mentions.mention import Mention

_STRONG_POST = re.compile(
    "董事长|董座|总裁|经理|书记|主任|主席|首席[^，。；、ⒷⓅ]{2,5}官|董事|创始人|创办人|院士|教授|总监|CEO|CTO|CFO|COO|校长|院长|"
    "所长|行长|会长|理事长|秘书长|部长|市长|省长|局长|司长|厅长|处长|社长|执行长|营运长|策略长|财务长|技术长|行政长官|大臣|总理|总统|首相|"
    "掌门人|负责人|发言人|科学家|总干事|主管|大使|代表"
)
_AFTER_NAME = re.compile(
    "[，。、；：（(”」』》,;:！？0-9]|等|表示|说|指出|认为|介绍|称|强调|透露|出席|参加|分别|致辞|主持|代表|为|向|在|与|和|及|也|则|均|还|"
    "曾|于|对|率|到|会|任|共同|是|已|宣布|毕业|因|都|又|就|近日|日前|昨|今|\\d|$"
)
_INTRODUCED = re.compile("的(?P<name>[^，。；：、的]{2,3})(?=，(?:曾|现|时|原|今年|毕业|也))")
_ADDRESSED = re.compile("院士|教授|博士|先生|女士|小姐|同志")
_JAPANESE = re.compile(
    "(?:佐藤|铃木|高桥|田中|伊藤|渡边|山本|中村|小林|加藤|吉田|山田|佐佐木|山口|松本|井上|木村|斋藤|清水|山崎|池田|桥本|阿部|石川|前田|藤田|小川|冈田|后藤|长谷川|村上|近藤|石井|坂本|远藤|青木|藤井|西村|福田|太田|三浦|藤原|松田|冈本|中川|中野|原田|小野|田村|竹内|金子|和田|中山|石田|上田|森田|柴田|酒井|工藤|横山|宫崎|宫本|内田|高木|安藤|岛田|谷口|大野|丸山|今井|高田|藤本|武田|村田|上野|杉山|增田|平野|菅原|小岛|久保|松井|千叶|岩崎|樱井|野口|松尾|木下|野村|菊地|佐野|大西|杉本|新井|滨田|市川|古川|水野|小泉|岸田|石破|安倍|丰田|本田|孙|宫川|吉田|十仓|永守|柳井|三木谷|平井|内山田|三部|内田|津贺|楠见|泉泽|片野坂|赤坂|川崎|三宅|关|泽田|井阪)"
)
_LONGEST = 8
_NAME_PARTS = frozenset(("n", "nr", "q", "a", "nz", "PER", "xc", "ns", "k"))
_NEVER_LAST = "都也则还就又却仍昨"
_NEXT = (
    "都也则还就又却仍说称在与和及等将已曾均率为任是对向于由从到把被让给会同亲出主表指认介强透宣应受共代签参昨今近先再并其该的"
    "、，。（）(): “”"
)
_PARTICLES = "都也均已则还就又说称在与和共任出将"
_JAPANESE_LAST = re.compile("[一郎夫雄]")
_ONE = re.compile("一(?:直|行|起|同|样|度|边|方|家|名|位|次|些|个|致|道|早|再|一)|[人明美](?:们|确|国|元|表)")
_SHACHO = re.compile("社长|会长|[事裁相监]|部长|大臣")
_JAPANESE_GIVEN = re.compile("[一二三郎夫雄男子美树彦治人介平明司宏志吾也]")
_LISTED = re.compile("[，。、；]|等|$")
_NO_NAME_TAGS = frozenset(("v", "d", "ad", "p", "c", "u", "r", "TIME", "f", "m", "q", "a", "xc", "w"))
_WEEKDAY = re.compile("(?:周|礼拜|星期)[一二三四五六日天末]")


@dataclass(frozen=True, slots=True)
class People:
    """The lists in ``data/people_zh.yaml``, ready to match."""

    foreign: frozenset[str]
    run: re.Pattern[str]
    dotted: re.Pattern[str]
    joined: frozenset[str]
    no_names: frozenset[str]
    business_post: re.Pattern[str]
    office: re.Pattern[str]


@cache
def lists() -> People:
    """The lists that ship with pactgraph."""
    rows = read_list("loaders.mentions", "people_zh.yaml")
    sounds = f"[{rows['transliteration']}]"
    return People(
        foreign=frozenset(rows["transliteration"]),
        run=re.compile(f"{sounds}{{2,7}}"),
        dotted=re.compile(
            f"{sounds}{{1,7}}(?:-{sounds}{{1,5}})?(?:·(?:{sounds}{{1,8}}(?:-{sounds}{{1,6}})?|[A-Z](?=·)))+"
        ),
        joined=frozenset(rows["joined"]),
        no_names=frozenset(rows["no_names"]),
        business_post=re.compile(alternatives(rows["business"])),
        office=re.compile(f"(?:{alternatives(rows['office'])})$"),
    )


def people(
    sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer, breaks: Sequence[int] = ()
) -> Iterator[Mention]:
    """Candidates for people's names, from the posts before them, from their dots and their sounds."""
    words = {word.start: word for word in tagged}
    ends = frozenset(breaks)
    for post in _STRONG_POST.finditer(sentence):
        yield from _behind_post(sentence, post.end(), words, gazetteer, ends)
        introduced = _INTRODUCED.match(sentence, post.end())
        if introduced and gazetteer.is_surname(introduced["name"][0]):
            yield Mention(*introduced.span("name"), "Executive", 0.6, "post")
    for address in _ADDRESSED.finditer(sentence):
        yield from _before_address(sentence, address.start(), words, gazetteer)
    yield from _dotted(sentence, words)
    yield from _mended(sentence, tagged, words, gazetteer)


def _before_address(
    sentence: str, end: int, words: dict[int, Word], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """高文院士, though the tagger took 高文 for a word: a surname where a word begins, right before an address."""
    for length in (2, 3):
        at = end - length
        name = sentence[max(at, 0) : end]
        word = words.get(at)
        if (
            at >= 0
            and word is not None
            and word.tag not in _NO_NAME_TAGS
            and is_han(name)
            and gazetteer.is_surname(name[0])
            and not is_none(name)
            and name[:2] not in lists().no_names
        ):
            yield Mention(at, end, "Executive", 0.6, "post")
            return


def is_none(name: str) -> bool:
    """Whether a supposed person is a weekday or a post: 周四, 代表."""
    return _WEEKDAY.fullmatch(name) is not None or titles().head.search(name) is not None


def _behind_post(
    sentence: str, at: int, words: dict[int, Word], gazetteer: Gazetteer, breaks: frozenset[int]
) -> Iterator[Mention]:
    """董事长广红: a surname and one or two characters; 主席因凡蒂诺: a run of sounds."""
    word = words.get(at)
    if word is not None and word.tag == "PER":
        return
    stop = next((place for place in range(at + 1, at + _LONGEST) if place in breaks), len(sentence))
    run = lists().run.match(sentence, at, stop)
    if run and run.end() - at > 2 and _ends_name(sentence, run.end(), breaks) and not _refused(run[0], word):
        yield Mention(at, run.end(), "Executive", 0.65, "post")
        return
    if at >= len(sentence) or not gazetteer.is_surname(sentence[at]):
        return
    for length in (3, 2):
        name = sentence[at : at + length]
        listed = _LISTED.match(sentence, at + length) and name not in lists().no_names
        sound = len(name) == length and is_han(name) and not is_none(name) and at + length <= stop
        ends = _ends_name(sentence, at + length, breaks)
        if sound and ends and (listed or not _function(words, at, at + length)):
            yield Mention(at, at + length, "Executive", 0.6, "post")
            return


def is_transliterated(name: str) -> bool:
    """Whether a name of more than three characters is written by its sounds: 丽莎德雷克."""
    return len(name) > 3 and lists().foreign.issuperset(name)


def _refused(name: str, word: Word | None) -> bool:
    """Whether the run is a post, or opens with a whole word that is no name's part."""
    whole = word is not None and word.tag in _NO_NAME_TAGS and len(word.text) > 1
    return whole or is_none(name) or name[:2] in lists().no_names


def _ends_name(sentence: str, end: int, breaks: frozenset[int]) -> bool:
    return end in breaks if breaks else _AFTER_NAME.match(sentence, end) is not None


def _function(words: dict[int, Word], start: int, end: int) -> bool:
    """Whether a word inside is one that names have not: 应邀, 和."""
    inside = [words[at] for at in range(start, end) if at in words]
    return any(word.tag in _NO_NAME_TAGS and (len(word.text) > 1 or word.start == start) for word in inside)


def _dotted(sentence: str, words: dict[int, Word]) -> Iterator[Mention]:
    """卢卡·德·梅奥, from behind a post that its first part may be joined to, or from where a word begins."""
    for match in lists().dotted.finditer(sentence):
        first = sentence.index("·", match.start())
        start = max(
            (post.end() for post in _STRONG_POST.finditer(sentence, max(0, match.start() - 6), first)),
            default=match.start(),
        )
        start = max(start, match.start())
        posted = titles().head.search(sentence, max(0, match.start() - 8), match.start())
        whole = start > match.start() or posted  # 首席数据官|格雷戈里·布特
        at = start if whole else next((n for n in range(start, first) if n in words), start)
        end = match.end() - (sentence[match.end() - 1 : match.end() + 1] in lists().joined)
        if at < first:
            yield Mention(at, end, "Executive", 0.85, "dotted")


def _mended(
    sentence: str, tagged: Sequence[Word], words: dict[int, Word], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """A name less what the tagger joined to it, or more by the character that it left: 余承东经常, 长严陈莉莲."""
    for word in tagged:
        if word.tag != "PER":
            continue
        text = word.text.rstrip("0123456789")
        end = word.start + len(text)
        if text != word.text and is_han(text) and len(text) > 1:
            yield Mention(word.start, end, "Executive", 0.8, "tagger")
        before = sentence[word.start - 1 : word.start]
        post = _STRONG_POST.search(sentence, max(0, word.start - 8), max(0, word.start - 1))
        if _goes_on(sentence, text, word.start, words.get(end)):
            yield Mention(word.start, end + 1, "Executive", 0.85, "post")
        if before not in ("", "由") and post and post.end() == word.start - 1 and is_han(before + text):
            foreign = all(character in lists().foreign for character in before + text)
            if foreign or gazetteer.is_surname(before):
                yield Mention(word.start - 1, end, "Executive", 0.85, "post")


def _goes_on(sentence: str, text: str, start: int, behind: Word | None) -> bool:
    """Whether the next character is the name's last: 宫川润|一, 堀田祐|一, 董事长魏哲|家."""
    end = start + len(text)
    if (
        (len(text) == 3 or (len(text) == 2 and sentence[end : end + 1] in "一郎夫雄"))
        and _JAPANESE_GIVEN.match(sentence, end)
        and not _ONE.match(sentence, end)
    ):
        post = sentence[max(0, start - 3) : start]
        by_post = post.endswith("社长") or (sentence[end] != "也" and _SHACHO.search(post) is not None)
        return by_post or _JAPANESE.match(text) is not None
    posted = (
        re.compile(f"(?:{_STRONG_POST.pattern})$").search(sentence[max(0, start - 6) : start]) is not None
    )
    single = (
        behind is not None
        and len(behind.text) == 1
        and (
            behind.tag in _NAME_PARTS
            or (behind.text not in _NEXT and _AFTER_NAME.match(sentence, end + 1) is not None)
        )
    )
    return len(text) == 2 and posted and single and is_han(sentence[end : end + 1])


def trimmed(sentence: str, word: Word, gazetteer: Gazetteer) -> str:
    """A Chinese name of four characters that holds the start of the next word, without it."""
    name, end = word.text, word.start + len(word.text)
    two_surnames = gazetteer.is_surname(name[0]) and len(name) > 1 and gazetteer.is_surname(name[1])
    joined = sentence[end - 1 : end + 1] in lists().joined
    if len(name) == 4 and (
        name[3] in _NEVER_LAST or (not two_surnames and (joined or name[3] in _PARTICLES))
    ):
        return name[:3]
    if "·" in name and joined:  # 安德鲁·费尔德曼当|时
        return name[:-1]
    return name.rstrip("0123456789")
