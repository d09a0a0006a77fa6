"""Outlets that post the same text within a window of time: the classical networks of co-posting.

As "co-tweet" networks of Graham, QUT Digital Observatory (coordination-network-toolkit), and the coordinated shares of
Righetti and Balluff (CooRTweet) have it: two posts of different outlets with the same text, at most so many seconds apart.
"""

from collections import defaultdict
from collections.abc import Sequence

from tocsin.echo.posts import Post
from tocsin.model.echo import Together


def posted_together(posts: Sequence[Post], window: float) -> list[Together]:
    """The pairs of outlets that posted the same text at most so many seconds apart, by name.

    Documents of one outlet at one moment count once: a post with several links comes as several documents.

    Args:
        posts: The posts in the order of their times; those of which only a day is known count for windows of a day at least.
        window: Seconds.
    """
    texts: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.exact or window >= 86_400:
            texts[post.text].append(post)
    partners: dict[tuple[str, str], tuple[set[float], set[float]]] = {}
    for same in texts.values():
        if len(same) < 2:
            continue
        first = 0
        for place, post in enumerate(same):
            while post.seconds - same[first].seconds > window:
                first += 1
            for other in same[first:place]:
                if other.outlet != post.outlet:
                    one, two = (other, post) if other.outlet < post.outlet else (post, other)
                    documents = partners.setdefault((one.outlet, two.outlet), (set(), set()))
                    documents[0].add(one.seconds)
                    documents[1].add(two.seconds)
    return [Together(outlets=pair, documents=(len(one), len(two))) for pair, (one, two) in sorted(partners.items())]
