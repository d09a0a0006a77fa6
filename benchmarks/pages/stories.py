# ruff: noqa: E501  a paragraph is a line
"""Invented stories for the saved pages, in paragraphs that differ a page: towns, persons and bodies that do not exist."""

import random

TOWNS = (
    "Saalbrunn",
    "Korbach",
    "Thalgrub",
    "Varnes",
    "Hamn",
    "Ostvik",
    "Lutsen",
    "Tolm",
    "Sarn",
    "Merrow",
    "Halvern",
    "Dunmore Bay",
)
NAMES = (
    "Pia Holm",
    "Arne Dahl",
    "Mira Kovar",
    "Jonas Wirth",
    "Edda Lind",
    "Tomas Reik",
    "Lena Arvo",
    "Osman Tal",
    "Ruth Varga",
)
TOPICS = {
    "bridge": (
        "{town} closes its river bridge after cracks are found",
        "The town council of {town} has closed the old river bridge to all traffic after engineers found {n} cracks in the western pillar.",
        "{name}, who heads the council's works department, said the bridge would stay shut for at least {k} weeks.",
        "“We will not take any risk with a bridge that {m} people cross every day,” {last} told reporters on the bank.",
        "Ferries have been running between the two banks since early morning. Two of them were lent by the port of {other}.",
        "The regional government said that it had warned the council of the state of the pillar two years ago. The council denies this.",
        "Shopkeepers on the eastern bank fear for their trade. “Half of my customers come over the bridge,” one of them said.",
        "An inquiry is to establish whether heavy lorries had been using the bridge in spite of a ban.",
        "A temporary bridge could be built by the army, the ministry said, but not before the water has fallen below {n} feet.",
    ),
    "strike": (
        "Tram drivers in {town} walk out over pay",
        "Tram drivers in {town} walked out at midnight in a dispute over pay that has been going on for {k} months.",
        "The union says that {m} drivers have joined the strike; the company speaks of {n}.",
        "Most of the lines stood still in the morning. A replacement service of buses was running every {n} minutes.",
        "The company's head, {name}, said that the demands could not be met. “The money is simply not there,” {last} said.",
        "The union asks for eleven per cent more over two years. It has rejected an offer of four per cent.",
        "Passengers queued at the central station of {town} in heavy rain. Many of them had not heard of the strike.",
        "Talks are to go on at the ministry of labour on Thursday. Nobody expects a quick end.",
        "In {other}, where drivers had struck in the autumn, an agreement was reached only after {k} weeks.",
    ),
    "flood": (
        "Hundreds leave their homes near {town} as the river rises",
        "About {m} people left their homes along the river near {town} overnight after the water rose by {n} inches within three hours.",
        "Firefighters went from door to door in the lower quarter, the fire service said. Nobody was hurt.",
        "The school in {other} was opened for those who had nowhere to go. By morning {n} families were sleeping in its gymnasium.",
        "The weather office expects more rain until the weekend and has kept its warning in force.",
        "{name} of the fire service said the dyke had held so far, but was soaked. “We are watching it metre by metre.”",
        "The railway line between {town} and {other} was closed, and {k} trains were sent another way.",
        "Farmers brought their cattle to higher ground. At least {n} sheep drowned on one farm, according to the owner.",
        "The government has promised money for repairs. In the last flood it had taken a year to arrive.",
    ),
    "hospital": (
        "New wing of the {town} hospital to open a year late",
        "The new wing of the hospital in {town} will open a year later than planned, its board has admitted.",
        "The delay adds {k} million to the cost, which was put at {n} million when work began.",
        "The board blames the builder, who is said to have used the wrong cables on two floors. The builder did not answer questions.",
        "“Patients have been waiting long enough,” said {name}, who speaks for the doctors. “So have we.”",
        "Until the wing opens, {m} patients a month will go on being sent to {other}.",
        "The county's auditors had criticised the planning twice. Their last report found {n} faults.",
        "Nurses have complained of overcrowded wards. On some nights beds stood in the corridors.",
        "The minister of health is to visit the site next week, a spokeswoman said.",
    ),
    "ferry": (
        "Ferry with {m} on board runs aground off {town}",
        "A ferry with {m} people on board ran aground off {town} in thick fog early in the morning.",
        "All passengers were brought ashore in boats within {k} hours, the coast guard said. {n} of them were treated for cold.",
        "The ship's owner said that its radar had been working. The harbour master of {other} doubts that.",
        "“There was a blow, and then it was very quiet,” said {name}, who had been on her way to work.",
        "Divers found a tear in the hull but no leak of fuel. A tug is to try to free the ship at high tide.",
        "It was the third accident on this route in {k} years. After the second one the owner had promised more pilots.",
        "The captain has been questioned. A test found no alcohol, the police said.",
        "Ferries between {town} and {other} are cancelled until further notice.",
    ),
    "power": (
        "Power cut leaves {town} in the dark for hours",
        "Some {m} households in and around {town} were without electricity for {k} hours after a fire in a substation.",
        "The fire broke out shortly after nine in the evening, the grid operator said. Its cause is not known.",
        "Traffic lights failed, and the police closed the crossing at the market. Two cars collided; nobody was hurt.",
        "The hospital ran on its own generators. An operation had to be broken off, according to a nurse.",
        "{name}, the operator's spokesman, ruled out sabotage. “There is no sign of it at all,” {last} said.",
        "A local channel had claimed that cables had been cut. It later took the post down.",
        "The mayor asked why the second line from {other} had not taken over. The operator promised an answer within {n} days.",
        "A similar fire had damaged the substation eleven years ago.",
    ),
}  # fmt: skip


def story(seed: int) -> tuple[str, list[str]]:
    """A headline and its paragraphs."""
    rng = random.Random(seed)
    topic = list(TOPICS)[seed % len(TOPICS)]
    town, other = rng.sample(TOWNS, 2)
    name = rng.choice(NAMES)
    facts = {
        "town": town, "other": other, "name": name, "last": name.split()[1],
        "m": f"{rng.randint(12, 96) * 100:,}", "n": rng.randint(12, 48), "k": rng.choice(("three", "five", "six", "nine")),
    }  # fmt: skip
    headline, lead, *rest = TOPICS[topic]
    chosen = sorted(rng.sample(range(len(rest)), k=rng.randint(5, len(rest))))
    paragraphs = [lead, *(rest[number] for number in chosen)]
    return headline.format(**facts), [one.format(**facts) for one in paragraphs]


def other_headlines(seed: int, number: int) -> list[str]:
    """Headlines of other stories, for boxes and lists."""
    return [story(seed * 17 + extra + 1000)[0] for extra in range(number)]
