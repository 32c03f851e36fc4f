"""Generated content: a seeded mix of all kinds with parameters, in decks of a hundred items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

ITEMS_A_DECK = 100
TOPICS = ("sums", "powers", "products", "chains", "exponentials", "trigonometry", "gradients", "stories")
HEAD = "deck: {deck}\ntitle: Generated {number}\nlicense: CC-BY-4.0\nauthors: [A generator]\nitems:\n"

# One function each: its parameters, the formula, its derivative as somebody would type it, and a typical slip.
# p and q are numbers that the generator draws for the item; a, b and n vary from review to review.
FUNCTIONS = (
    ("{a: 2..9, b: [-3, 4, 7]}", "a*x^{p} + b*x + {q}", "{p}*a*x^({p}-1) + b", "a*x^({p}-1) + b"),
    ("{a: 2..9}", "{p}*e^(a*x) + x^{q}", "{p}*a*e^(a*x) + {q}*x^({q}-1)", "{p}*e^(a*x) + {q}*x^({q}-1)"),
    ("{a: 2..7, n: [2, 3]}", "(a*x + {p})^n + {q}*x", "n*a*(a*x + {p})^(n-1) + {q}", "n*(a*x + {p})^(n-1) + {q}"),
    ("{a: 2..9}", "{p}*x^{q}*sin(a*x)", "{p}*{q}*x^({q}-1)*sin(a*x) + {p}*a*x^{q}*cos(a*x)",
     "{p}*{q}*a*x^({q}-1)*cos(a*x)"),
    ("{a: 2..9}", "{p}/(1 + e^(-a*x)) + {q}*x", "{p}*a*e^(-a*x)/(1 + e^(-a*x))^2 + {q}", "{p}*a/(1 + e^(-a*x)) + {q}"),
    ("{a: 2..9}", "{p}*ln(x^2 + a) + {q}*x", "2*{p}*x/(x^2 + a) + {q}", "{p}/(x^2 + a) + {q}"),
    ("{a: 2..9, n: [2, 3]}", "{p}*x^n*e^(a*x) - {q}*x",
     "{p}*(n*x^(n-1) + a*x^n)*e^(a*x) - {q}", "{p}*n*a*x^(n-1)*e^(a*x) - {q}"),
    ("{a: 2..9}", "{p}*sqrt(x^2 + a) + {q}*cos(x)",
     "{p}*x/sqrt(x^2 + a) - {q}*sin(x)", "{p}/(2*sqrt(x^2 + a)) - {q}*sin(x)"),
)  # fmt: skip

HEADING = """\
- id: {id}
  kind: {kind}
  title: {title}
  topic: {topic}
  level: {level}
  covers: []
"""
EXPRESSION = """\
  vary: {vary}
  given: {{f(x): "{f}"}}
  ask: |
    Differentiate with respect to $x$.

    $$f(x) = {{f(x)}}$$
  answer: derivative of f
  model: Say which operation comes last, then differentiate from the outside to the inside.
  hints: [Which operation happens last?, Which factor does the inside bring?]
  mistakes:
    - {{answer: "{slip}", say: Which part was left out?, misconception: inner-derivative-forgotten}}
  tests: {{accept: ["{df}"], reject: ["{slip}"]}}
"""
NUMBER = """\
  vary: {vary}
  given: {{f(x): "{f}"}}
  ask: How steep is $f(x) = {{f(x)}}$ at $x = 1$?
  answer: derivative of f at x = 1
  tolerance: 0.01
  tests: {{reject: ["12345.678"]}}
"""
VECTOR = """\
  vary: {{a: 2..9, b: [3, 5]}}
  given:
    f(x, y): "a*x^{p}*y + b*y^2 + {q}*x"
  ask: Give the gradient of $f(x, y) = {{f(x, y)}}$, $x$ first.
  answer: gradient of f
  boxes: yes
  tests: {{accept: ["({p}*a*x^({p}-1)*y + {q}, a*x^{p} + 2*b*y)"], reject: ["(a*x^{p} + 2*b*y, {q})"]}}
"""
CHOICE = """\
  vary: {{a: 2..9}}
  ask: A loss is $L(w) = {{a}}w^2 + {q}$ and you stand at $w = {p}$. In which direction does gradient descent step?
  options:
    - {{text: Towards smaller $w$., right: yes, say: The slope is positive there.}}
    - {{text: Towards larger $w$., say: That is the way of the gradient itself.}}
    - {{text: It stays where it is., say: The slope there is not zero.}}
"""
EXPLAIN = """\
  ask: Run {number} of a network diverges after {q} steps at learning rate {p}. What would you change, and why?
  model: A step that is too large overshoots the valley, so the learning rate comes down. Clipping bounds it too.
  key_points:
    - id: too-large
      say: The step is too large and overshoots.
      must: yes
      listen_for: [too large | overshoot*]
      probe: What does one step do to the loss?
    - id: lower-rate
      say: Lower the learning rate.
      must: yes
      listen_for: [rate & down | lower* | smaller]
      probe: Which number would you touch?
    - {{id: clipping, say: Clipping bounds a step., listen_for: [clip*]}}
  tests:
    covers: {{"The step is too large, so the learning rate must be lowered.": [too-large, lower-rate]}}
    misses: {{I would start again with another seed and wait.: [too-large, lower-rate]}}
"""
SCENARIO = """\
  vary: {{c: [10, 20], k: [5, 10], m: 1000..1400 step 200}}
  given: {{P(p): (p - c)*(m + {q} - k*p)}}
  domain: c < p < (m + {q})/k
  ask: One ticket costs you {{c}}. At price $p$ you sell $m$ of them, where $P(p) = {{P(p)}}$ is what is left.
  parts:
    - {{id: slope, kind: expression, ask: "Give $P'(p)$.", answer: derivative of P,
       tests: {{accept: ["m + {q} + k*c - 2*k*p"], reject: ["m + {q} - 2*k*p"]}}}}
    - id: best
      kind: number
      ask: Which price earns the most?
      answer: zero of slope
      follows: slope
      tests: {{accept: ["(m + {q} + k*c)/(2*k)"], reject: ["(m + {q})/k"]}}
"""
MIX = (("expression", 55), ("number", 15), ("vector", 10), ("choice", 10), ("explain", 7), ("scenario", 3))
BODIES = {
    "expression": EXPRESSION,
    "number": NUMBER,
    "vector": VECTOR,
    "choice": CHOICE,
    "explain": EXPLAIN,
    "scenario": SCENARIO,
}


def write_content(root: Path, *, items: int, seed: int) -> None:
    """The same seed writes the same files."""
    random = Random(seed)
    (root / "decks").mkdir(parents=True)
    topics = "".join(f"  - {{id: {name}, title: {name.capitalize()}}}\n" for name in TOPICS)
    (root / "topics.yaml").write_text(f"topics:\n{topics}")
    texts = list(_items(items, random))
    for number, start in enumerate(range(0, items, ITEMS_A_DECK), start=1):
        deck = f"generated-{number}"
        text = HEAD.format(deck=deck, number=number) + "".join(texts[start : start + ITEMS_A_DECK])
        (root / "decks" / f"{deck}.yaml").write_text(text, encoding="utf-8")


def _items(count: int, random: Random) -> Iterator[str]:
    kinds = random.choices([kind for kind, _ in MIX], [share for _, share in MIX], k=count)
    for number, kind in enumerate(kinds, start=1):
        small: dict[str, int | str] = {"p": random.randint(2, 6), "q": random.randint(2, 97), "number": number}
        if kind in ("expression", "number"):
            vary, *formulas = random.choice(FUNCTIONS)
            f, df, slip = (formula.format(**{**small, "q": int(small["q"]) % 7 + 2}) for formula in formulas)
            small |= {"vary": vary, "f": f, "df": df, "slip": slip}
        title, topic, level = f"Number {number}", random.choice(TOPICS), random.randint(1, 3)
        heading = HEADING.format(id=f"generated-{number}", kind=kind, title=title, topic=topic, level=level)
        yield heading + BODIES[kind].format(**small)
