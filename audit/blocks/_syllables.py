"""Which letter sequences are written Vietnamese syllables: onset, rime and tone.

The inventory follows the orthography: 27 onsets, the rimes of the standard spelling, six tones, the letters
that an onset wants after it (`k`, `gh`, `ngh` before front vowels only), and the two tones that a rime closed by
a stop can carry. See Thompson, A Vietnamese Reference Grammar (1987), chapters 2 and 3. Both places of the tone mark
(`hòa`, `hoà`) are accepted.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
    "op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uơ uôc uôi uôm uôn uông uôp uôt up ut "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu"
)
_FRONT = "eêiy"
_MARKS = {
    "á": "a",
    "ắ": "ă",
    "ấ": "â",
    "é": "e",
    "ế": "ê",
    "í": "i",
    "ó": "o",
    "ố": "ô",
    "ớ": "ơ",
    "ú": "u",
    "ứ": "ư",
    "ý": "y",
}
_TONES = {
    "sắc": "áắấéếíóốớúứý",
    "huyền": "àằầèềìòồờùừỳ",
    "hỏi": "ảẳẩẻểỉỏổởủửỷ",
    "ngã": "ãẵẫẽễĩõỗỡũữỹ",
    "nặng": "ạặậẹệịọộợụựỵ",
}
_PLAIN = {toned: plain for letters in _TONES.values() for toned, plain in zip(letters, _MARKS.values(), strict=True)}
_STRIP = str.maketrans(_PLAIN)
_BARE = str.maketrans("ăâđêôơư", "aadeoou")
_STOPPED = ("c", "ch", "p", "t")
_SHARP = frozenset(_TONES["sắc"] + _TONES["nặng"])

TONED = frozenset(_PLAIN)
VOWELS = "aăâeêioôơuưy" + "".join(sorted(TONED))
CAPITALS = "A-Z" + VOWELS.upper() + "Đ"
MARKED = TONED | frozenset("ăâđêôơư")
# How the block of Vietnamese letters with two marks, and `ơ` and `ư`, begin or stand in UTF-8: counting bytes is fast.
_OWN_BYTES = (b"\xe1\xba", b"\xe1\xbb", *(letter.encode() for letter in "ơƠưƯ"))
_OWN_SHARE = 0.1
LONGEST = 7


@cache
def _inventory() -> frozenset[str]:
    """Every syllable without its tone."""
    onsets, rimes = ["", *_ONSETS.split()], _RIMES.split()
    return frozenset(onset + rest for onset in onsets for rime in rimes for rest in _spelled(onset, rime))


def _spelled(onset: str, rime: str) -> tuple[str, ...]:
    """How a rime is written after an onset; nothing where the two do not meet."""
    front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return (rime,) if front else ()
    if onset in ("c", "g", "ng"):
        return (rime,) if not front or (onset == "g" and rime[0] == "i") else ()
    if onset == "gi":
        rest = rime if rime[0] not in "iy" else rime[1:]
        return (rest,) if rest else ()
    if onset == "qu":
        if rime[0] in "uo" and rime[1:2] and rime[1] in "aăâeêiơyô":
            return (rime[1:],)
        return (rime,) if front or rime[0] in "aăâơô" else ()
    return (rime,) if onset == "" or rime[0] != "y" or len(rime) == 1 else ()


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word is written as one Vietnamese syllable."""
    if len(word) > LONGEST + 1:
        return False
    plain = word.translate(_STRIP)
    if plain not in _inventory():
        return False
    tones = [letter for letter in word if letter in TONED]
    if len(tones) > 1:
        return False
    return not plain.endswith(_STOPPED) or (len(tones) == 1 and tones[0] in _SHARP)


@cache
def _stripped() -> frozenset[str]:
    return frozenset(map(without_marks, _inventory()))


@lru_cache(maxsize=65536)
def is_bare(word: str) -> bool:
    """Whether a lower-case word can only be a Vietnamese syllable typed without its marks: `tiep`, `dien`."""
    return word.isascii() and not is_syllable(word) and word in _stripped()


@lru_cache(maxsize=8)
def reads_vietnamese(text: str) -> bool:
    """Whether a text has as many letters that only Vietnamese writes as even its lists of names have.

    In running text every second word has one; nothing that is not written so may be judged by its spelling.
    """
    encoded, enough = text.encode("utf8", "replace"), _OWN_SHARE * text.count(" ")
    return any(count > enough for count in accumulate(map(encoded.count, _OWN_BYTES)))


def without_marks(word: str) -> str:
    """A lower-case word as it is typed without tones and diacritics: `bóng đá` is `bong da`."""
    return word.translate(_STRIP).translate(_BARE)
