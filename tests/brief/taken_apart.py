"""A page of HTML taken apart."""

from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "hr", "input", "base", "col", "embed", "source", "track", "wbr"}


class Page(HTMLParser):
    """A page taken apart: what stands in it, and whether every element is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), f"an attribute of {tag} twice"
        self.elements.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"nothing open for </{tag}>"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def shown(self) -> str:
        return "".join(self.text)
