"""Words that join or point: they say how others belong together, and names often go without them.

They are known as they are written, for the same letters may be another word in another script. In
Chinese they stand between the words that they join without a space.
"""

from .fold import WITHOUT_APOSTROPHES, simplified

SMALL_WORDS = frozenset(
    word
    for words in (
        # English
        "a an the and or not of in on at to for from by with within into between among as its",
        "their this that these those which who is are was were be about under through via",
        "regarding concerning",
        # Russian
        "и или а но не в во на с со из изо от до по о об обо к ко у за для при между под над",
        "как что это его их без через про относительно поводу",
        # Uzbek, in both scripts
        "va bilan uchun ning hamda yoki ham haqida haqidagi togrisida togrisidagi ortasida",
        "ortasidagi boyicha orqali tomonidan bu shu",
        "ва билан учун нинг ҳамда ёки ҳам ҳақида ҳақидаги тўғрисида тўғрисидаги ўртасида",
        "ўртасидаги бўйича орқали томонидан бу шу",
        # Chinese
        "与 和 的 及 跟 同 在 于 以及 之间 关于 对于 之",
    )
    for word in words.split()
)
MAX_LENGTH = max(map(len, SMALL_WORDS)) + 1
# Characters that join within a run, each with those before and after which it is a part of a word:
# 共和国, 和平, 合同, 目的, 埃及, 现在, 由于.
JOINING = {
    "与": ("参", "会"),
    "和": ("共饱柔温呼缓", "平谐田解睦"),
    "的": ("目标", "士黎确"),
    "及": ("以埃普涉顾提", "格时"),
    "跟": ("", "踪"),
    "同": ("合共协不相联大如", "济学志意时样步"),
    "在": ("存所现正实内潜", "线校职读于"),
    "于": ("关由对等至基属位", "田都"),
}
# A side of one character is no word of its own: 中国和平 is not 中国 and 平.
MIN_SIDE = 2


def is_small(word: str) -> bool:
    """Return whether a word as it is written joins or points."""
    if len(word) > MAX_LENGTH:
        return False
    plain = "".join(map(simplified, word.casefold().translate(WITHOUT_APOSTROPHES)))
    return plain in SMALL_WORDS


def parted(run: str) -> list[str]:
    """Return the parts of a run of Chinese characters, those that join between them by themselves.

    重庆与撒马尔罕 is ["重庆", "与", "撒马尔罕"]; of a run with nothing to part, it is the only one.
    """
    plain = "".join(map(simplified, run))
    parts, start = [], 0
    for place, char in enumerate(plain):
        if char in JOINING and start + MIN_SIDE <= place <= len(plain) - 1 - MIN_SIDE:
            before, after = JOINING[char]
            if plain[place - 1] not in before and plain[place + 1] not in after:
                parts += [run[start:place], run[place]]
                start = place + 1
    return [*parts, run[start:]]
