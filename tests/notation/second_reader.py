"""A second reader of typed mathematics: slow, straight from the manual of conventions to numbers, and no tree.

It shares nothing with quiz.notation; the two must agree on every text both accept.

answer    = list | sum ;
list      = '(' list-inside ')' | '[' … ']' | '<' … '>' | list-inside ;
sum       = [ sign … ] term { ( '+' | '-' ) term } ;
term      = { sign } factor { '*' { sign } factor | '/' { sign } factor | factor } ;   from left to right
factor    = unit [ '^' exponent ] ;
exponent  = { sign } unit [ '^' exponent ] ;
unit      = number | name | '(' sum ')' | '|' sum '|' | root factor | function-of ;
function-of = function [ '_' base ] [ '^' power ] ( '(' sum { ',' sum } ')' | bare ) ;
bare      = { sign } ( '|' sum '|' | run | factor ) ;
run       = ( number | name ) [ '^' exponent ] { name [ '^' exponent ] } ;
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import mpmath


class NoValue(Exception):
    """Not a real number here, or not a text for this reader."""


class TooFar(NoValue):
    """So large, or so close to zero, that it takes too long to say."""


class Value(NamedTuple):
    """A real number, and the same as a fraction while only whole-number arithmetic made it."""

    real: Any
    exact: Fraction | None = None


FAR = 20_000


def whole(number: int | Fraction) -> Value:
    fraction = Fraction(number)
    return Value(mpmath.mpf(fraction.numerator) / fraction.denominator, fraction)


def real(number: Any) -> Value:
    if isinstance(number, mpmath.mpc) or not mpmath.isfinite(number):
        raise NoValue
    return Value(number)


def plus(a: Value, b: Value) -> Value:
    return Value(a.real + b.real, None if a.exact is None or b.exact is None else a.exact + b.exact)


def minus(a: Value) -> Value:
    return Value(-a.real, None if a.exact is None else -a.exact)


def times(a: Value, b: Value) -> Value:
    return Value(a.real * b.real, None if a.exact is None or b.exact is None else a.exact * b.exact)


def over(a: Value, b: Value) -> Value:
    if b.real == 0:
        raise NoValue
    return Value(a.real / b.real, None if a.exact is None or b.exact is None else a.exact / b.exact)


def power(a: Value, b: Value) -> Value:
    """Real powers; a negative number has roots of odd degree, when the exponent is a fraction in so many words."""
    if a.real == 0:
        if b.real < 0:
            raise NoValue
        return whole(1 if b.real == 0 else 0)
    if abs(b.real * mpmath.log(abs(a.real))) > FAR:
        raise TooFar
    if b.exact is None:
        return real(mpmath.exp(b.real * mpmath.log(a.real))) if a.real > 0 else _nothing()
    up, down = b.exact.numerator, b.exact.denominator
    if down == 1:
        exact = a.exact**up if a.exact is not None and abs(up) < 400 else None
        return Value(a.real**up, exact)
    if a.real < 0 and down % 2 == 0:
        raise NoValue
    if a.exact is not None and (root := _root(a.exact, down)) is not None:
        return power(whole(root), whole(up))
    size = mpmath.exp(b.real * mpmath.log(abs(a.real)))
    return Value(-size if a.real < 0 and up % 2 else size)


def _root(number: Fraction, degree: int) -> Fraction | None:
    """A root that is a fraction itself, looked for among small ones."""
    for under in range(1, 13):
        over_it = round(mpmath.root(abs(number.numerator) / mpmath.mpf(number.denominator), degree) * under)
        candidate = Fraction(-int(over_it) if number < 0 else int(over_it), under)
        if candidate**degree == number:
            return candidate
    return None


def _nothing() -> Value:
    raise NoValue


def kinked(at_zero: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda u: _nothing() if u == 0 else at_zero(u)


def sigma(u: Any) -> Any:
    return 1 / (1 + mpmath.exp(-u))


SAME = "sin cos tan sec csc cot sinh cosh tanh sech csch coth exp sqrt erf"
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(mpmath, name) for name in SAME.split()},
    "arcsin": mpmath.asin,
    "arccos": mpmath.acos,
    "arctan": mpmath.atan,
    "arccot": lambda u: mpmath.pi / 2 - mpmath.atan(u),
    "arcsec": lambda u: mpmath.acos(1 / u),
    "arccsc": lambda u: mpmath.asin(1 / u),
    "arsinh": mpmath.asinh,
    "arcosh": mpmath.acosh,
    "artanh": mpmath.atanh,
    "ln": mpmath.log,
    "abs": abs,
    "cbrt": lambda u: mpmath.sign(u) * mpmath.cbrt(abs(u)),
    "sign": kinked(mpmath.sign),
    "step": kinked(lambda u: mpmath.mpf(int(u > 0))),
    "relu": lambda u: max(u, mpmath.mpf(0)),
    "min": min,
    "max": max,
    "sigmoid": sigma,
    "swish": lambda u: u * sigma(u),
    "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
    "logsumexp": lambda *us: mpmath.log(sum(mpmath.exp(u) for u in us)),
}
SPELLED = {
    "tg": "tan",
    **dict.fromkeys(("ctg", "cotg", "cotan"), "cot"),
    "cosec": "csc",
    "log": "ln",
    "sgn": "sign",
    "heaviside": "step",
    "silu": "swish",
    **dict.fromkeys(("σ", "sigma", "logistic"), "sigmoid"),
    "lse": "logsumexp",
    **dict.fromkeys(("arctg", "atg"), "arctan"),
    "arcctg": "arccot",
    **{f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{f"{start}{name}h": f"ar{name}h" for start in ("a", "arc") for name in ("sin", "cos", "tan")},
}
INVERSE = {
    **{name: f"arc{name}" for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{f"{name}h": f"ar{name}h" for name in ("sin", "cos", "tan")},
}
GREEK_WORDS = """
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ
nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω
"""
GREEK = dict(re.findall(r"(\w+) (\w)", GREEK_WORDS))


class Token(NamedTuple):
    kind: str
    """number, name, function, or the sign itself."""
    text: str
    value: Value
    glued: bool
    """Nothing stands between it and the token before."""


NIL = whole(0)
SIGN = {
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("·⋅×∙∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    "π": "pi",
    "\u2062": "*",
}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"


def plain(text: str) -> str:
    text = re.sub(f"[{RAISED}]+", lambda found: "^(" + unicodedata.normalize("NFKC", found.group()) + ")", text)
    text = re.sub(f"[{LOWERED}]+", lambda found: "_" + unicodedata.normalize("NFKC", found.group()), text)
    vulgar = "½⅓⅔¼¾⅕⅛"
    letters = [c if c in vulgar else unicodedata.normalize("NFKC", unicodedata.normalize("NFC", c)) for c in text]
    text = "".join(letters).replace("\u200b", "").replace("y\u0302", "yhat").replace("ŷ", "yhat")
    return "".join(SIGN.get(c, c) for c in text).replace("**", "^")


class Words:
    """What the letters of one question mean."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.names = {spelled: value for name, value in values.items() for spelled in _spelled(name)}
        constants = {"e": mpmath.e, "E": mpmath.e, "pi": mpmath.pi}
        self.constants = {name: value for name, value in constants.items() if name not in self.names}
        known = {name: name for name in FUNCTIONS} | SPELLED | {"log2": "log2", "log10": "log10", "ReLU": "relu"}
        capitals = {
            each: name for word, name in known.items() if word.isascii() for each in (word.capitalize(), word.upper())
        }
        self.functions = capitals | known
        every = {**dict.fromkeys(self.constants, "constant"), **dict.fromkeys(self.functions, "function")}
        self.kinds = {**every, **dict.fromkeys(self.names, "name")}
        self.longest = sorted(self.kinds, key=len, reverse=True)


def _spelled(name: str) -> set[str]:
    word = "".join({letter: word for word, letter in GREEK.items()}.get(c, c) for c in name)
    found = {word, name, word.replace("_", "")}
    stem, _, index = word.partition("_")
    if stem in GREEK:
        found |= {GREEK[stem] + joint + index for joint in ({"_", ""} if index else {""})}
    return found


def tokens(text: str, words: Words) -> list[Token]:
    found, at, glued = [], 0, False
    while at < len(text):
        if text[at].isspace():
            at, glued = at + 1, False
            continue
        token, size = _token(text, at, words, glued)
        found.append(token)
        at, glued = at + size, True
    return [*found, Token("end", "", NIL, False)]


def _token(text: str, at: int, words: Words, glued: bool) -> tuple[Token, int]:
    number = re.compile(r"\d+\.?\d*|\.\d+").match(text, at)
    if number:
        return Token("number", number.group(), whole(Fraction(number.group().rstrip(".") or "0")), glued), len(
            number.group()
        )
    if text[at].isalpha():
        for word in words.longest:
            ends_in_digit = word[-1].isdigit() and text[at + len(word) : at + len(word) + 1].isdigit()
            if text.startswith(word, at) and not ends_in_digit:
                kind = words.kinds[word]
                value = {"name": words.names, "constant": words.constants}.get(kind, {}).get(word, 0)
                return Token(
                    "name" if kind == "constant" else kind, words.functions.get(word, word), Value(value), glued
                ), len(word)
        raise NoValue
    if unicodedata.category(text[at]) == "No":
        fraction = Fraction(unicodedata.numeric(text[at])).limit_denominator(10)
        return Token("vulgar", text[at], whole(fraction), glued), 1
    return Token(text[at], text[at], NIL, glued), 1


class Reader:
    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.at, self.bars = found, 0, 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind

    def take(self, kind: str = "") -> Token:
        token = self.tokens[self.at]
        if kind and token.kind != kind:
            raise NoValue
        self.at += 1
        return token

    def sum(self) -> Value:
        value = self.term()
        while self.kind in ("+", "-"):
            sign = self.take().kind
            value = plus(value, self.term() if sign == "+" else minus(self.term()))
        return value

    def signs(self) -> bool:
        negative = False
        while self.kind in ("+", "-"):
            negative ^= self.take().kind == "-"
        return negative

    def signed(self, negative: bool, value: Value) -> Value:
        return minus(value) if negative else value

    def term(self) -> Value:
        leading = self.signs()
        value = self.factor()
        while True:
            if self.kind in ("*", "/"):
                join = times if self.take().kind == "*" else over
                negative = self.signs()
                value = join(value, self.signed(negative, self.factor()))
            elif self.joins():
                value = times(value, self.factor())
            else:
                return self.signed(leading, value)

    def joins(self) -> bool:
        """Two operands side by side; a number only to be raised, and only behind a bracket, or a name or an exponent
        with a space between."""
        if self.kind == "number" and self.tokens[self.at + 1].kind == "^" and self.ends_before():
            return True
        return self.kind in ("name", "function", "(", "[", "√", "∛", "∜") or (self.kind == "|" and not self.bars)

    def ends_before(self) -> bool:
        before = self.tokens[self.at - 1].kind
        raised = before == "number" and self.at > 1 and self.tokens[self.at - 2].kind == "^"
        return before in (")", "]") or (not self.tokens[self.at].glued and (before == "name" or raised))

    def factor(self) -> Value:
        if self.kind == "number" and self.mixed():
            return times(self.take().value, self.fraction())
        value = self.unit()
        if self.kind == "^":
            self.take()
            return power(value, self.exponent())
        return value

    def mixed(self) -> bool:
        """`2 1/2` and `2½`: a product by the manual, kept together before anything else."""
        whole_one, first, second, third, last = [*self.tokens[self.at :], *[self.tokens[-1]] * 4][:5]
        if "." in whole_one.text + first.text + third.text:
            return False
        if first.kind == "vulgar":
            return second.kind != "^"
        kinds = (first.kind, second.kind, third.kind)
        proper = kinds == ("number", "/", "number") and 0 < first.value.real < third.value.real
        return proper and not first.glued and last.kind != "^"

    def fraction(self) -> Value:
        if self.kind == "vulgar":
            return self.take().value
        above = self.take("number").value
        self.take("/")
        return over(above, self.take("number").value)

    def exponent(self) -> Value:
        negative = self.signs()
        value = self.unit()
        if self.kind == "^":
            self.take()
            value = power(value, self.exponent())
        return self.signed(negative, value)

    def unit(self) -> Value:
        match self.kind:
            case "number" | "name" | "vulgar":
                return self.take().value
            case "(" | "[":
                return self.bracket()[0]
            case "|":
                return self.between_bars()
            case "√" | "∛" | "∜":
                degree = {"√": 2, "∛": 3, "∜": 4}[self.take().kind]
                value = self.unit() if self.kind in ("(", "[") else self.factor()
                return power(value, whole(Fraction(1, degree)))
            case "function":
                return self.function()
        raise NoValue

    def bracket(self) -> list[Value]:
        closing = {"(": ")", "[": "]"}[self.take().kind]
        outside, self.bars = self.bars, 0
        values = [self.sum()]
        while self.kind == ",":
            self.take()
            values.append(self.sum())
        self.take(closing)
        self.bars = outside
        return values

    def between_bars(self) -> Value:
        self.take("|")
        self.bars += 1
        value = self.sum()
        self.take("|")
        self.bars -= 1
        return Value(abs(value.real), None if value.exact is None else abs(value.exact))

    def function(self) -> Value:
        name = self.take().text
        base = {"log2": whole(2), "log10": whole(10)}.get(name)
        if self.kind == "_":
            self.take()
            base = self.bracket()[0] if self.kind in ("(", "[") else self.take().value
        raised = None
        if self.kind == "^":
            self.take()
            negative = self.signs()
            raised = self.signed(negative, self.unit())
        if name == "sqrt" and raised is None and self.kind not in ("(", "["):
            return power(self.factor(), whole(Fraction(1, 2)))
        if name == "cbrt" and raised is None and self.kind not in ("(", "["):
            return power(self.factor(), whole(Fraction(1, 3)))
        degree = self.degree() if name == "sqrt" else None
        inside = self.bracket() if self.kind in ("(", "[") else [self.bare()]
        if degree is not None:
            return power(inside[0], over(whole(1), degree))
        if raised is not None and raised.exact == -1 and name in INVERSE:
            name, raised = INVERSE[name], None
        value = (
            self.applied(name, inside) if base is None else over(self.applied("ln", inside), self.applied("ln", [base]))
        )
        return value if raised is None else power(value, raised)

    def degree(self) -> Value | None:
        """`sqrt[3](x)`"""
        ahead = [token.kind for token in self.tokens[self.at : self.at + 4]]
        if ahead != ["[", "number", "]", "("]:
            return None
        self.at += 3
        return self.tokens[self.at - 2].value

    def applied(self, name: str, inside: list[Value]) -> Value:
        if name in ("sqrt", "cbrt"):
            return power(inside[0], whole(Fraction(1, 2 if name == "sqrt" else 3)))
        if name == "abs" and inside[0].exact is not None:
            return whole(abs(inside[0].exact))
        if any(abs(value.real) > FAR for value in inside):
            raise TooFar
        try:
            return real(FUNCTIONS[name](*[value.real for value in inside]))
        except (ZeroDivisionError, ValueError) as error:
            raise NoValue from error

    def bare(self) -> Value:
        negative = self.signs()
        if self.kind == "|":
            return self.signed(negative, self.between_bars())
        if self.kind not in ("number", "name", "vulgar"):
            return self.signed(negative, self.factor())
        value = self.factor()
        while self.kind == "name":
            value = times(value, self.factor())
        return self.signed(negative, value)


Nested = Any
"""A value, or lists of them."""


def answer(text: str, values: Mapping[str, Any], *, lists: bool = False) -> Nested:
    """The number a text stands for, or nested lists of numbers; raises NoValue."""
    words = Words(values)
    written = plain(text).strip()
    return _rows(written, words) if lists else _scalar(written, words)


def _scalar(text: str, words: Words) -> Any:
    reader = Reader(tokens(text, words))
    value = reader.sum()
    reader.take("end")
    return value.real


def _rows(text: str, words: Words) -> Nested:
    text = text.strip()
    inside = _inside(text)
    entries = _split(inside if inside is not None else text, ";")
    if len(entries) > 1:
        rows = [[_rows(entry, words) for entry in _split(row, ",")] for row in entries]
        return [row[0] for row in rows] if all(len(row) == 1 for row in rows) else rows
    entries = _split(inside if inside is not None else text, ",")
    if len(entries) > 1:
        return [_rows(entry, words) for entry in entries]
    if inside is not None and _inside(inside.strip()) is not None:
        return [_rows(inside, words)]
    return _scalar(text, words)


def _inside(text: str) -> str | None:
    """What stands between the brackets that hold the whole text."""
    if not text or text[0] not in "([<⟨" or text[-1] not in ")]>⟩":
        return None
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([<⟨") - (letter in ")]>⟩")
        if depth == 0 and place < len(text) - 1:
            return None
    return text[1:-1]


def _split(text: str, sign: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == sign and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
