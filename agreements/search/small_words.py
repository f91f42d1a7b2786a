"""Words that join or point: they say how others belong together, and names often go without them.

They are known as they are written, for the same letters may be another word in another script. In
Chinese they stand without a space before, after or between the words that they join.
"""

from functools import cache

from .fold import WITHOUT_APOSTROPHES, fold, is_single, simplified

SMALL_WORDS = frozenset(
    word
    for words in (
        # English
        "a an the and or not of in on at to for from by with within into between among as its",
        "their this that these those which who is are was were be about under through via",
        "regarding concerning",
        # what asks or counts, and asks for all: "how many agreements did ZTE sign?"
        "what how when where why whom whose did do does done have has had will would can could any",
        "all every each many much some list there he she they we you me my our please find",
        "since after before until",
        # Russian
        "и или а но не в во на с со из изо от до по о об обо к ко у за для при между под над",
        "как что это его их без через про относительно поводу",
        "кто кого кем где куда когда почему зачем какой какая какое какие каких какими каким какую",
        "сколько чей чья чьи который которая которое которые такое такой есть ли все всех весь вся",
        "был была было были будет будут г гг им имени года",
        # Uzbek, in both scripts
        "va bilan uchun ning hamda yoki ham haqida haqidagi togrisida togrisidagi ortasida",
        "ortasidagi boyicha orqali tomonidan bu shu",
        "qaysi qanday qancha nechta kim kimlar qayer qayerda qachon nima nega bor barcha hamma",
        "nomidagi nomli",
        "ва билан учун нинг ҳамда ёки ҳам ҳақида ҳақидаги тўғрисида тўғрисидаги ўртасида",
        "ўртасидаги бўйича орқали томонидан бу шу",
        "қайси қандай қанча нечта ким кимлар қаер қаерда қачон нима нега бор барча ҳамма",
        "номидаги номли",
        # Chinese
        "与 和 的 及 跟 同 在 于 以及 之间 关于 对于 之",
        "什么 哪些 哪个 哪里 有哪些 有什么 有多少 多少 谁 吗 呢 了 是 有",
    )
    for word in words.split()
)
MAX_LENGTH = max(map(len, SMALL_WORDS)) + 1
# Characters that join in a run, each with those before and after which it is a part of a word:
# 共和国, 和平, 合同, 目的, 埃及, 现在, 由于.
JOINING = {
    "与": ("参赠授给", "会时众"),
    "和": ("共饱柔温呼缓", "平谐田解睦县顺硕静记"),
    "的": ("目标", "士黎确"),
    "及": ("以埃普涉顾提", "格时第"),
    "跟": ("", "踪"),
    "同": ("合共协不相联大如", "济学志意时样步"),
    "在": ("存所现正实内潜", "线校职读于建编岗"),
    "于": ("关由对等至基属位", "田都"),
}
# These begin names: 同仁医院, 于洪区.
NOT_FIRST = frozenset("跟同于")
# Longer words are parts of no other word: 以及, 关于, 之间, 有哪些.
LONGER = frozenset(word for word in SMALL_WORDS if len(word) > 1 and all(map(is_single, word)))
LENGTHS = (3, 2, 1)
# A side of one character is no word of its own: 中国和平 is not 中国 and 平.
TOO_SHORT = 1


def is_small(word: str) -> bool:
    """Return whether a word as it is written joins or points."""
    if len(word) > MAX_LENGTH:
        return False
    plain = "".join(map(simplified, word.casefold().translate(WITHOUT_APOSTROPHES)))
    return plain in SMALL_WORDS


def is_small_key(key: str) -> bool:
    """Return whether a folded word is one that joins or points, in any language."""
    return key in _keys()


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(fold, SMALL_WORDS))


def parted(run: str) -> list[str]:
    """Return the parts of a run of Chinese characters, words that join by themselves.

    重庆与撒马尔罕 is ["重庆", "与", "撒马尔罕"]; of a run with nothing to part, it is the only one.
    """
    plain = "".join(map(simplified, run))
    parts, start, place = [], 0, 0
    while place < len(plain):
        length = _joining_at(plain, start, place)
        if length:
            parts += [run[start:place], run[place : place + length]]
            start = place + length
        place += length or 1
    return [part for part in (*parts, run[start:]) if part] or [run]


def _joining_at(plain: str, start: int, place: int) -> int:
    """Return how long the word is that joins at a place, 0 where none does.

    What is before it begins at `start`. Either side is a word, or there is none.
    """
    for length in LENGTHS:
        word, rest = plain[place : place + length], plain[place + length :]
        joins = word in LONGER or (length == 1 and joins_alone(plain, start, place))
        has_rest = len(rest) != TOO_SHORT or rest in JOINING
        if joins and has_rest and place - start != TOO_SHORT:
            return length
    return 0


def joins_alone(plain: str, start: int, place: int) -> bool:
    """Return whether a character joins, and is no part of a word with its neighbours.

    The text in which it may be one begins at `start`.
    """
    if plain[place] not in JOINING:
        return False
    before, after = JOINING[plain[place]]
    if start == place and plain[place] in NOT_FIRST:
        return False
    is_part = start < place and plain[place - 1] in before
    return not (is_part or plain[place + 1 : place + 2] in set(after))
