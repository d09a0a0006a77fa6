"""Subtitles (.srt, .vtt): the cues as lines, each behind its time code, which stays part of the text."""

import re

from tocsin.collect.characters import characters
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError

_TIMES = re.compile(r"\s*((?:\d+:)?\d{1,2}:\d{2})[.,]\d{1,3}\s*-->\s*((?:\d+:)?\d{1,2}:\d{2})[.,]\d{1,3}", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,200}>|\{\\[^}]{0,40}\}|<\d[\d:.]*>")
_END = re.compile(r"[.!?…\"”»]['\")\]]*$")
_LONGEST = 400
"""Characters of cues that are joined to one line: a sentence runs over several."""


def read(source: Source) -> Pieces:
    """The spoken text: cues are joined until a sentence ends, and each line begins with the code of its first cue."""
    text = characters(source.whole(), name=source.where)
    lines: list[str] = []
    code, speaker, spoken = "", "", ""
    cues = _cues(text)
    if not cues:
        raise InputError(source.where, "no time code was found: these are no subtitles")
    for start, voice, words in cues:
        changes = bool(voice) and voice != speaker
        if spoken and (_END.search(spoken) or len(spoken) > _LONGEST or changes):
            lines.append(f"[{code}] {spoken}")
            spoken = ""
        if not spoken:
            code = start
            spoken = f"{voice}: " if changes else ""
        speaker = voice or speaker
        # A live caption repeats the words of the cue before.
        spoken = spoken if spoken.endswith(words) else " ".join(f"{spoken} {words}".split())
    if spoken:
        lines.append(f"[{code}] {spoken}")
    yield Found(text="\n".join(lines))


def _cues(text: str) -> list[tuple[str, str, str]]:
    """The cues that say something: time code, speaker, words."""
    cues: list[tuple[str, str, str]] = []
    start = ""
    words: list[str] = []

    def close() -> None:
        joined = " ".join(" ".join(words).split())
        voice = _VOICE.search(joined)
        said = " ".join(_TAG.sub("", _VOICE.sub("", joined)).split())
        if start and said:
            cues.append((start, voice[1].strip() if voice else "", said))

    for line in text.splitlines():
        match = _TIMES.match(line)
        if match:
            # The line before a time code is the number or the name of its cue.
            close()
            start, words = match[1], []
        elif not line.strip():
            close()
            start, words = "", []
        elif start:
            words.append(line)
    close()
    return cues
