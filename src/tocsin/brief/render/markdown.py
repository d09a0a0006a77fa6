"""A brief as Markdown (CommonMark): headings, sentences with numbered references, and the references themselves."""

import re
import shlex
from collections.abc import Iterator, Mapping

from tocsin.brief.harmless import plain
from tocsin.brief.render.references import numbers, references
from tocsin.brief.render.wording import BriefWording
from tocsin.model.brief import Brief, FactKind, Passage

# What means something within a line: code, emphasis, links, pages' own markup, tables, formulas, entities, mentions.
# A bracket alone means nothing: a link, an image or a definition needs what follows the closing one.
_INSIDE = re.compile(r"[\\`*_<>{}|~$&@]|\](?=[(\[:])|\[(?=[^\[\]]*\][(\[:])|!(?=\[)|\[(?=\^)|\[(?=[ xX]\])")
# What would open a block, were it to begin a line: headings, lists, rules, quotes.
_OPENING = re.compile(r"^(\s*)([#+=\-:])|^(\s*\d{1,9})([.)])")
# Bare addresses, which many programs make links of.
_ADDRESS = re.compile(r"(?i)(\w)(://)|(www)(\.)")


def markdown(brief: Brief, wording: BriefWording) -> str:
    """The whole of a brief; text of documents and of persons is escaped."""
    number = numbers(brief)
    lines = [f"# {escaped(plain(brief.title))}", ""]
    for section in brief.sections:
        lines += [f"## {wording.word('headings', section.name)}", ""]
        for passage in section.passages:
            lines.append(f"- {_passage(passage, wording, number)}")
            for one in passage.beside:
                label = f"*{wording.word('labels', one.label)}:* " if one.label else ""
                lines.append(f"  - {label}{_passage(one, wording, number)}")
        lines.append("")
    if brief.references:
        lines += [f"## {wording.word('headings', 'references')}", ""]
    for cited in references(brief):
        lines.append(f"{cited.number}. {''.join(_runs(cited.facts, wording))}")
        # What was quoted as it stands needs no second time; the stars of bold text must touch a word.
        if cited.is_quoted:
            continue
        lines.append(f"   “{escaped(cited.before)}**{escaped(cited.clause) or ' '}**{escaped(cited.after)}”")
    return "\n".join(lines).rstrip() + "\n"


def escaped(line: str) -> str:
    """A line of text that Markdown shows as it is, wherever it stands."""
    safe = _INSIDE.sub(lambda match: "\\" + match[0], line)
    safe = _ADDRESS.sub(lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", safe)
    return _OPENING.sub(lambda match: f"{match[1] or match[3] or ''}\\{match[2] or match[4]}", safe)


def _passage(passage: Passage, wording: BriefWording, number: Mapping[str, int]) -> str:
    cited = ", ".join(map(str, sorted(number[key] for key in passage.claims)))
    command = f" {_code(shlex.join(passage.command))}" if passage.command else ""
    return "".join(_runs(passage, wording)) + (f" [{cited}]" if cited else "") + command


def _runs(passage: Passage, wording: BriefWording) -> Iterator[str]:
    for run in wording.runs(passage):
        is_id = run.fact is not None and run.fact.kind is FactKind.ID
        yield run.text if run.fact is None else _code(run.text) if is_id else escaped(run.text)


def _code(text: str) -> str:
    """Text as code; its fence is longer than any in it."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{plain(text)}{pad}{fence}"
