"""Posts that quote a line to deny it: they carry it on, but not as theirs."""

import re
from collections.abc import Sequence

from tocsin.echo.posts import Post
from tocsin.lexicon.language import Lexicon


def denying(posts: Sequence[Post], lexicon: Lexicon) -> set[int]:
    """The numbers of the posts that quote something, or name another outlet, and say in their own voice that it is not so."""
    patterns = lexicon.table("echo")["denials"]
    cues = re.compile(rf"\b(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})\b", re.IGNORECASE)
    return {
        number
        for number, post in enumerate(posts)
        if (post.credits or any(piece.quoted for piece in post.pieces))
        and any(piece.quoted for piece in post.pieces)
        and cues.search(_own_words(post))
    }


_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{2,2000}[”“»\"]")


def _own_words(post: Post) -> str:
    return _QUOTED.sub(" ", post.text[:20_000])
