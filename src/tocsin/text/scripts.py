"""The script that words are written in."""

import unicodedata

_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "DEVANAGARI": "Deva", "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana", "CJK": "Hani",
    "THAI": "Thai",
}  # fmt: skip


def script_of(text: str) -> str:
    """The script of a text's first letter (ISO 15924); "Zyyy", which is none, where no letter tells."""
    letter = next((char for char in text if char.isalpha()), "")
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "Zyyy") if letter else "Zyyy"
