"""How the fields of a claim are typed, in words for a reviewer; apart from their reading, so that help loads nothing."""

HELP = (
    "speaker=NAME; chain='A > B'; certainty=CT+ (or its word); kind=threat; time=2026-03-02, 2026-03 or "
    "2026-03-02/2026-03-05; place='Graz, AT; Linz'; quantity='~400 people; >10 tanks; 4..6 boats'; text='…'. "
    "Nothing behind = says that there is none"
)
