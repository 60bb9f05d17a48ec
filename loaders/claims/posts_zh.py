"""Who holds which post where, in a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.claims.post_zh import PAST, Before, Post, clean
from loaders.claims.posts_bare_zh import bare, can_have, held_by, kinds_of, listed_with
from loaders.claims.posts_titled_zh import titled
from loaders.claims.scene import BODY, CITY, LONGEST, PERSON, Outline
from loaders.mentions.lexicon import titles

_CUT = re.compile("[，。；：！？”」』ⓅⒺ]")
_SPLIT = re.compile("[、/]|兼任?|暨|并兼")
_CITY_POST = re.compile("^(?:市委|市政府|市人民政府|市)?[^，。]{0,12}(?:市长|书记|市委常委|秘书长|常委)$")
_BARE = re.compile("^[^ⒷⒸ]{0,6}[ⒷⒸ]$")
_POST = r"[^，。；：！？（）()、ⒷⒸⓅⒺ]{1,24}?"
_END = r"(?=[，。；：！？（）()、”」\n]|兼|暨|之一|并|的|期间|时|至|直到|一职|职务|以来|后|前|起|和|与|$)"
_BEHIND = re.compile(
    r"(?:[（(，,|：:]\s?)(?:[^，。；：（）()ⒷⒸⓅⒺ]{0,12}、)?(?P<verb>原|前|现|时)?(?P<mark>[ⒷⒸ])的?"
    r"(?P<title>[^，。；：！？（）()ⒷⒸⓅⒺ]{1,24}?)(?=[，。；）)]|、(?=[ⒷⒸ])|$)"
)
_CELL = re.compile(r"[\s|*#◆·—-]*Ⓟ(?:[（(][^（()）]{0,40}[)）])?[\s|*：:]*")
_CELL_POST = re.compile(
    r"[\s|*]*(?:[^，。；：ⒷⒸⓅⒺ]{0,12}、)?(?P<verb>原|前|现任?|时任)?(?P<mark>[ⒷⒸ])的?(?P<title>[^，。；：ⒷⓅⒺ|]{1,24})[\s|*，。；]*$"
)
_HOLDS = re.compile(
    "(?P<verb>现任|时任|曾任|历任|原任|现为|兼任|出任|就任|转任|接任|升任|获任|当选为?|被任命为|履新|加盟|曾是|曾为|原是|"
    "过去是|从前是|(?:曾经?|先后|现|同时|还|也|此前|一直)?(?:担任|任|当|做)过?|也是|还是|是|系|作为|卸任|辞去)了?"
    f"(?P<mark>[ⒷⒸ])?的?(?P<title>{_POST}){_END}"
)
_MORE = re.compile(f"(?:、|兼|暨|和|及)(?P<mark>[ⒷⒸ])?的?(?P<title>{_POST}){_END}")
_SERVES = re.compile(
    "(?P<past>曾经?|此前|过去|早年|从前|更早[^，。；]{0,4})?[^，。；ⒷⓅ]{0,4}(?:在(?P<mark>Ⓑ)(?:任教|任职|工作|供职|就职|执教|"
    f"(?:担任|任|当|做)过?(?P<title>{_POST}){_END})|(?:任职|供职|就职|任教|效力)于?(?P<at>Ⓑ))"
)
_FOUNDED = re.compile(
    "(?:等人?)?(?:一手|联合|共同|亲手)?(?:创办|创立|创建|联合创立|创设)(?:了|的)?(?P<mark>Ⓑ)"
)
_LEADS = re.compile(
    "(?P<verb>执掌|掌舵|领导|掌管|率领|加入|入职|加盟|跳槽到|履新|创办|创立|创建|离开|离职)(?:了|的)?(?P<mark>Ⓑ)"
)
_JOINED = re.compile(
    "(?:加入|加盟|入职|跳槽[到至]|转投|投奔|回到|重返|创办|创立|创建|创设|执掌|掌舵)(?:了|的)?[^，。；ⒷⒸⓅⒺ]{0,6}Ⓑ(?!之?前)"
)
_REPRESENTS = re.compile("(?:分别|共同)?(?:代表|代)(?P<mark>Ⓑ)(?!的)")
_SPEAKS_FOR = re.compile("ⒷⓅ(?=[：:]|说|表示|指出|认为|坦言|透露|主持|发言|致[辞词]|演讲|先后|[、和与及]ⒷⓅ)")
_RIVAL = re.compile("(?:超越|超过|赶超|对标|收购|起诉|回应|减持|挑战|力压)[^，。；]{0,4}$")
"""Before a body of which a headline tells something, right before who speaks: 销量超越Ⓑ Ⓟ：."""
_SIDE = re.compile(
    "(?P<mark>Ⓑ)(?:方面?|一方|这边|那边|方|则)+(?:的|由|是|为|派出|则由|代表(?:是|为)?){1,2}(?P<title>[^，。；：ⒷⓅⒺⒸ]{0,10})$"
)
_NAMED = re.compile(
    f"(?:任命|委任|聘请|聘任|推选|选举|提名|提拔|请来|聘|选|换上)[^，。；ⒷⓅ]{{0,10}}Ⓟ(?:先生|女士|博士)?(?:为|担任|出任|接任|任|当|作)"
    f"(?P<mark>Ⓑ)?的?(?P<title>{_POST}){_END}"
)
_REPLACED = re.compile("(?:接替|取代|接棒|继任|代替|接班|接过|顶替|接续)(?:[^，。；ⒷⓅ]{0,8})?$")
_APART = re.compile(
    "(?:分别|各自)(?:担任|出任|任|就任|当选|兼任|获任|为|是)(?:了|为)?(?P<mark>Ⓑ)?的?(?P<titles>[^，。；：ⒷⓅⒺⒸ]{4,40}?)(?=[，。；]|$)"
)
_OWN_KIND = {
    "公司": "Company",
    "集团": "Company",
    "银行": "Company",
    "学校": "University",
    "大学": "University",
    "学院": "University",
    "研究院": "Center",
    "研究所": "Center",
    "实验室": "Center",
    "中心": "Center",
    "协会": "Organization",
    "基金会": "Organization",
    "委员会": "Organization",
    "联盟": "Organization",
}
_KIND_POST = re.compile(f"^(?:该)?(?P<kind>{'|'.join(_OWN_KIND)})(?P<title>.{{2,8}})$")
_HOUSE = re.compile("公司|集团|大学|学院|基金|银行|研究院|中心|协会|委员会|部长|省|市")
_POST_BEFORE = re.compile(f"(?<=[长裁理任官员事记表席])(?<![曾时现历担出就]任){BODY}")
_FIELD = re.compile("[（(][^（()）]{2,16}[）)]$")
"""What a post is for, behind it: 副校长（研究及创新）."""
_NO_POST = re.compile(
    "[在是有被将把]|签[署订约]|(?:协议|合同|备忘录)(?!管理|部)|[^，。；]{2}省(?:委|副?省长)"
)
"""What stands in no post's name; a post in a province's government is at no body here."""
_PAST_WORD = "原(?![材料创油子本生装野])|前任?(?![台端沿锋瞻卫装道厅置期海])|时任"
_FORMER = re.compile(f"的?(?:{_PAST_WORD})")
"""Behind the employer: Ⓑ原总裁Ⓟ."""
_MEANT = re.compile("原(?:定|计划|本|拟|先)")
_ONCE = re.compile("(?:原|(?<![日目此先])前|时任|历任|曾经?(?:任|是|为|担任|出任)过?)$")
_ONCE_AT = re.compile(
    "曾(?:经)?(?:(?:任职|供职|就职|效力|工作)(?:于|过)?(?P<mark>Ⓑ)(?:(?:与|和|、)(?P<more>Ⓑ))?|"
    "在(?P<at>Ⓑ)(?:任职|供职|就职|效力|工作|任教)[^，。；ⒷⓅⒺ]{0,8})的$"
)
_FOUNDER = ("创始人", "创办人")
_STUDIED = re.compile("(?:毕业于|就读于?|求学于|考入|考上|留学|师从|退学于?)[^，。；ⒷⒸⓅⒺ]{0,6}$")
_LEAVES = re.compile(
    "(?:先生|女士|博士)?(?:昨[日天]|今[日天]|近日|日前|已经?|今年|去年|本周|上周)*(?:因[^，。；ⒷⓅ]{1,12}?)?(?:正式|宣布|突然|到龄)*"
    "(?:(?:退休|去世|逝世|病逝|下台)(?!年龄|计划|传闻|传言|风波|金)|(?:卸任|离任|辞任|离职|辞职)(?=[，。；、！]|$|后|并))"
)
"""Ⓑ董事长Ⓟ因年龄原因退休; who leaves another post (卸任Ⓑ董事) keeps this one, and a founder stays one."""
_FOUNDED_BY = re.compile("(?P<mark>Ⓑ)(?:[（(][^（()）]*[)）])?(?:是|系)?由$")
_HE = re.compile("(?:^|[，；：“])(?:他|她)")
_FOUNDED_HERE = re.compile("(?:成立|设立|组建|创立|创办|合建|筹建|共建)了?[^，。；ⒷⒸⓅⒺ]{0,8}(?P<mark>Ⓑ)")


def posts(outline: Outline, before: Before = Before()) -> Iterator[Post]:  # noqa: B008 - immutable
    """Every post that a sentence tells of a person."""
    if len(outline.text) > LONGEST:
        return
    last = before.post
    for place, cluster in sorted(outline.at.items()):
        if outline.text[place] == PERSON:
            found = list(_of_person(outline, place, cluster, before, last))
            if not found and last is not None and listed_with(outline, place, last):
                found = [last._replace(person=cluster, confidence=0.6)]
            last = found[0] if found else last
            yield from found
    yield from _apart(outline, before)
    if before.alone and before.person is not None:  # a table's cells: 马云 | 阿里巴巴集团董事局主席
        yield from _told_of(outline, _CELL_POST.match(outline.text), before.person)
    if before.person is not None and PERSON not in outline.text and (he := _HE.search(outline.text)):
        yield from _chain(outline, he.end(), before.person, before)


def _apart(outline: Outline, before: Before) -> Iterator[Post]:
    """Ⓟ和Ⓟ分别担任Ⓑ董事长和总裁: posts in the order of the names."""
    for told in _APART.finditer(outline.text):
        people = outline.clusters(PERSON, 0, told.start())
        names = [name for name in re.split("、|和|与|及", told["titles"]) if titles().head.search(name)]
        home = outline.clusters(BODY, 0, told.start()) or list(before.bodies)
        employer = outline.at.get(told.start("mark")) if told["mark"] else (home[0] if home else None)
        if employer is not None and len(names) > 1 and len(people) >= len(names):
            for person, name in zip(people[-len(names) :], names, strict=True):
                yield Post(person, employer, clean(name), False, 0.7)


def left_over(outline: Outline, before: Before, told: Sequence[Post]) -> Before:
    """What the next sentence may refer to."""
    bodies = tuple(dict.fromkeys(outline.clusters(BODY)))
    people = outline.clusters(PERSON)
    named = ((outline.mentions[i].label, outline.at[i]) for i in sorted(outline.at))
    return before.naming(named)._replace(
        bodies=bodies or before.bodies,
        person=people[0] if people else before.person,
        post=next((post for post in told if post.person == told[-1].person), before.post),
        alone=_CELL.fullmatch(outline.text) is not None,
    )


def _of_person(
    outline: Outline, place: int, person: int, before: Before, last: Post | None
) -> Iterator[Post]:
    found = list(_before(outline, place, person))
    if not found or all(post.title is None for post in found):
        behind = list(titled(outline, place, person, before, last))
        found += behind or bare(outline, place, person, before, last)
    if _LEAVES.match(outline.text, place + 1):
        found = [post._replace(former=not (post.title or "").endswith(_FOUNDER)) for post in found]
    yield from found
    yield from _behind(outline, place, person)
    if once := _ONCE_AT.search(outline.text, max(0, place - 24), place):
        for group in ("mark", "more", "at"):
            if once[group] and (employer := outline.at.get(once.start(group))) is not None:
                yield Post(person, employer, None, True, 0.75)
    replaced = _REPLACED.search(outline.text, max(0, place - 14), place)
    for post in _chain(outline, place + 1, person, before):
        yield post._replace(former=True) if replaced else post
        successor = outline.clusters(PERSON, 0, place)
        if replaced and successor and not post.former:
            yield post._replace(person=successor[-1])
    yield from _appointed(outline, place, person, before)
    yield from held_by(outline, place, person, before)
    stands_for = _REPRESENTS.match(outline.text, place + 1)
    if stands_for and not any(post.title for post in found):
        employer = outline.at.get(stands_for.start("mark"))
        if employer is not None:
            yield Post(person, employer, None, False, 0.65)
    speaks_for = outline.at.get(place - 1) if _SPEAKS_FOR.match(outline.text, place - 1) else None
    if not found and speaks_for is not None and not _RIVAL.search(outline.text, 0, place - 1):
        yield Post(person, speaks_for, None, False, 0.65)
    side = _SIDE.search(outline.text, max(0, place - 24), place)
    if not found and side and (employer := outline.at.get(side.start("mark"))) is not None:
        title = side["title"] if titles().head.search(side["title"]) else None
        yield Post(person, employer, title, False, 0.65)


def _appointed(outline: Outline, place: int, person: int, before: Before) -> Iterator[Post]:
    """Ⓑ任命Ⓟ为总裁."""
    named = _NAMED.search(outline.text, max(0, place - 14))
    if named is None or not named.start() < place < named.start("title"):
        return
    home = outline.clusters(BODY, 0, place) or list(before.bodies)
    employer = _marked(outline, named) if named["mark"] else (home[-1] if home else None)
    if employer is not None and titles().head.search(named["title"]):
        yield Post(person, employer, clean(named["title"]), False, 0.75)


def _chain(outline: Outline, start: int, person: int, before: Before) -> Iterator[Post]:
    """Posts told behind a name, in this clause and the next as long as they are about this person."""
    text = outline.text
    stop = re.compile(f"[。；{PERSON}]|，(?=[ⒷⓅ])").search(text, start)
    end = stop.start() if stop else len(text)
    if stop and stop[0] == PERSON:  # what stands right before the next name belongs to it
        end = max(text.rfind(mark, start, end) for mark in "，、与和及")
    subject = outline.clusters(BODY, 0, start)
    home = subject[0] if subject else None
    for held in _HOLDS.finditer(text, start, end):
        employer = _marked(outline, held)
        by_verb = not held["verb"].endswith("是") and held["verb"] not in ("系", "作为")
        if held["mark"] is None and by_verb:
            until = start if held["verb"].startswith("此前") else held.start()
            joined = [outline.at.get(one.end() - 1) for one in _JOINED.finditer(text, start, until)]
            founded = _founded(outline, start, held["title"])
            employer = next(
                (one for one in [founded, *reversed(joined), home, *before.bodies] if one is not None), None
            )
        if held["mark"] is None and (own := _KIND_POST.match(held["title"])):
            kind = _of_kind(outline, own["kind"], held.start())
            if kind is not None and titles().head.search(own["title"]):
                yield Post(person, kind, own["title"], bool(PAST.search(held[0])), 0.65)
            continue
        if employer is None or not _is_post(held["title"], held["mark"]):
            continue
        past = bool(PAST.search(text[max(start, held.start() - 4) : held.start("title")]))
        yield Post(person, employer, clean(held["title"]), past, 0.8 if held["mark"] else 0.65)
        at = held.end()
        while more := _MORE.match(text, at, end):
            following = _marked(outline, more) if more["mark"] else employer
            if following is None or not _is_post(more["title"], more["mark"]):
                break
            employer = following
            yield Post(person, employer, clean(more["title"]), past, 0.75)
            at = more.end()
    for held in _SERVES.finditer(text, start, end):
        employer = outline.at.get(held.start("mark") if held["mark"] else held.start("at"))
        if employer is not None and (held["title"] is None or titles().head.search(held["title"])):
            yield Post(person, employer, held["title"], bool(held["past"]), 0.75)
    for held in _LEADS.finditer(text, start, min(end + 2, start + 16)):
        if (employer := outline.at.get(held.start("mark"))) is not None and "建立" not in held[0]:
            title = "创办人" if held["verb"].startswith("创") else None
            yield Post(person, employer, title, held["verb"].startswith("离"), 0.65)
    for held in _FOUNDED.finditer(text, start, min(end, start + 24)):
        if (employer := outline.at.get(held.start("mark"))) is not None:
            yield Post(person, employer, "创办人", False, 0.7)


def _founded(outline: Outline, start: int, title: str) -> int | None:
    """The body that was founded in the sentence before, if it can have the post: 成立Ⓑ，Ⓟ任院长."""
    founded = list(_FOUNDED_HERE.finditer(outline.text, 0, start))
    place = founded[-1].start("mark") if founded else -1
    return outline.at[place] if place in outline.at and can_have(outline, place, kinds_of(title)) else None


def _of_kind(outline: Outline, kind: str, at: int) -> int | None:
    """The body nearest before that 中心, 公司, 学院 … stands for."""
    near = [
        outline.at[i]
        for i in sorted(outline.at)
        if i < at and outline.text[i] == BODY and outline.mentions[i].label == _OWN_KIND[kind]
    ]
    return near[-1] if near else None


def _marked(outline: Outline, held: re.Match[str]) -> int | None:
    return outline.at.get(held.start("mark")) if held["mark"] else None


def _is_post(title: str, mark: str | None) -> bool:
    if mark is None and (len(title) > 10 or _HOUSE.search(title)):
        return False
    return titles().head.search(title) is not None and (mark != CITY or _CITY_POST.match(title) is not None)


def _before(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """The chain of posts in front of a name: Ⓑ董事、Ⓑ总裁Ⓟ."""
    text = outline.text
    start = max((m.end() for m in _CUT.finditer(text, max(0, place - 70), place)), default=max(0, place - 70))
    window = text[start:place]
    if window.endswith("的") and titles().head.search(window[:-1]):  # 担任Ⓑ策略长的Ⓟ
        window = window[:-1]
    of_body = re.search("([ⒷⒸ])的$", window)
    if of_body and not _STUDIED.search(window, 0, of_body.start()):
        employer = outline.at.get(start + of_body.start())
        if employer is not None and of_body[1] == BODY:
            yield Post(person, employer, None, False, 0.75)
        return
    pending: list[str] = []
    for offset, segment in reversed(_segments(window)):
        title = _title(segment)
        mark = _employer(segment)
        if title is None and not (pending and _BARE.match(segment)):
            break
        if title:
            pending.append(title)
        if mark is None:
            continue
        employer = outline.at.get(start + offset + mark)
        if text[: start + offset + mark].endswith("驻"):  # 驻东盟大使 is of another's
            break
        if employer is not None:
            for name in pending or []:
                if segment[mark] == BODY or _CITY_POST.match(name):
                    former = not _MEANT.match(segment) and (
                        titles().former.match(segment.lstrip())
                        or _ONCE.search(segment[:mark])
                        or _FORMER.match(segment, mark + 1)
                    )
                    yield Post(person, employer, clean(name), bool(former), 0.9)
        if not _BARE.match(segment):
            pending = []
        if pending and title:
            pending = [title]


def _segments(window: str) -> list[tuple[int, str]]:
    """The window cut at enumeration commas, and before an employer that follows a post; each with its offset."""
    pieces, position = [], 0
    cuts = [m.span() for m in _SPLIT.finditer(window)]
    cuts += [(m.start(), m.start()) for m in _POST_BEFORE.finditer(window)]
    for start, end in [*sorted(cuts), (len(window), len(window))]:
        pieces.append((position, window[position:start]))
        position = end
    return pieces


def _employer(segment: str) -> int | None:
    """Where in a segment its last employer stands, right before the title."""
    marks = [i for i, sign in enumerate(segment) if sign in (BODY, CITY)]
    return marks[-1] if marks else None


def _title(segment: str) -> str | None:
    """The post at the end of a segment, from its employer on; None where it is no post."""
    mark = _employer(segment)
    name = segment[mark + 1 :] if mark is not None else segment
    if (field := _FIELD.search(name)) and (post := _title(segment[: len(segment) - len(field[0])])):
        return f"{post}{field[0]}"
    name = re.sub(rf"^(?:的|{_PAST_WORD}|现任)|\s|[“”「」（()）]", "", name)
    if name == "长" and mark is not None:  # 科技部|长
        return "部长"
    if not 1 < len(name) <= 28 or not titles().head.search(name) or _NO_POST.search(name):
        return None
    return name


def _told_of(outline: Outline, told: re.Match[str] | None, person: int) -> Iterator[Post]:
    employer = outline.at.get(told.start("mark")) if told else None
    if told is None or employer is None:
        return
    past = bool(PAST.search(told["verb"] or ""))
    for title in re.split("[、兼]", told["title"]):
        if _is_post(title, told["mark"]):
            yield Post(person, employer, clean(title), past, 0.8)
    at = told.end()
    while more := _MORE.match(outline.text, at):
        employer = _marked(outline, more) if more["mark"] else employer
        if employer is None or not _is_post(more["title"], more["mark"]):
            return
        yield Post(person, employer, clean(more["title"]), past, 0.75)
        at = more.end()


def _behind(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """A post set behind a name: Ⓟ（Ⓑ总裁）, Ⓟ，Ⓑ董事长."""
    match = _BEHIND.match(outline.text, place + 1)
    if match is None:
        founder = _FOUNDED_BY.search(outline.text, max(0, place - 40), place)
        if (
            founder
            and re.match("[^，。；ⒷⓅ]{0,14}?(?:创办|创立|创建|创设)", outline.text[place + 1 :])
            and founder.start() in outline.at
        ):
            yield Post(person, outline.at[founder.start()], "创办人", False, 0.7)
        return
    yield from _told_of(outline, match, person)
