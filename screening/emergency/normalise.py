"""The washing room: evens out how a text is typed, and remembers where each letter came from."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
# Letters of other alphabets that look Latin. NFKC already folds full-width and mathematical ones.
CONFUSABLES = dict(
    zip(
        "аеорсухіјѕһԁԛԝвнкмтгзӏьАЕОРСУХІЈЅВНКМТαοερντικυχηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡɑƅ",
        "aeopcyxijshdqwbhkmtr3lbaeopcyxijsbhkmtaoepvtikuxnwabezhikmnoptyxigab",
        strict=True,
    )
)
PLAIN = {
    "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": " - ", "—": " - ", "…": "...", "→": " > ", "•": "\n", "↑": " raised ", "↓": " reduced ",
    "⚪": " white ", "⬜": " white ", "⚫": " black ", "⬛": " black ", "🖤": " black ",
    "🟣": " purple ", "🔵": " blue ", "🚑": " ambulance ",
}  # fmt: skip


@dataclass(frozen=True)
class Clean:
    """A text made even, with the raw position of every character."""

    text: str
    origins: tuple[int, ...] | range

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=4096)
def fold(char: str) -> str:
    """One character as plain lower-case Latin, or nothing if it cannot be seen."""
    if char in INVISIBLE:
        return ""
    if char in PLAIN:
        return PLAIN[char]
    letters = unicodedata.normalize("NFKD", CONFUSABLES.get(char, char))
    kept = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(CONFUSABLES.get(letter, letter) for letter in kept).lower()


def clean(raw: str) -> Clean:
    """Fold look-alikes and invisible characters, and shorten letters held down."""
    letters: list[str] = []
    origins: list[int] = []
    for position, char in enumerate(raw):
        for letter in char.lower() if char < "\x7f" and char != "`" else fold(char):
            if len(letters) > 1 and letter.isalpha() and letter == letters[-1] == letters[-2]:
                continue
            letters.append(letter)
            origins.append(position)
    return Clean("".join(letters), tuple(origins))
