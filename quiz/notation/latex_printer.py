"""LaTeX of a tree, standard commands only, for conversion to MathML."""

from __future__ import annotations

from itertools import pairwise

from quiz.notation.names import GREEK, plain_name
from quiz.notation.printers import Rank, number_text, rank
from quiz.notation.tree import (
    Call,
    Const,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Tuple,
    walk,
)

COMMANDS = frozenset(
    {"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan"}
    | {"exp", "ln", "log", "min", "max"}
)
"""Functions for which LaTeX has a command; the others are set upright by `\\operatorname`."""

WRITTEN = {
    "sigmoid": r"\sigma",
    "relu": r"\operatorname{ReLU}",
    "sign": r"\operatorname{sgn}",
    "logsumexp": r"\operatorname{LSE}",
}


def latex(node: Node) -> str:
    match node:
        case Number(value, decimals):
            return _number(node, number_text(abs(value), decimals))
        case Const("pi"):
            return r"\pi"
        case Const(name):
            return name
        case Name(name):
            return name_latex(name)
        case Sum(terms):
            return _sum(terms)
        case Negative(operand):
            return f"-{_at_least(Rank.PRODUCT, operand)}"
        case Product(factors):
            return _product(factors)
        case Quotient(over, under):
            return rf"\frac{{{latex(over)}}}{{{latex(under)}}}"
        case Power(base, exponent):
            return f"{_base(base)}^{{{_exponent(exponent)}}}"
        case Call(function, arguments, under):
            return _call(function, arguments, under)
        case Tuple(entries):
            return in_brackets(_listed(entries), *entries)
        case Matrix(rows):
            body = r" \\ ".join(" & ".join(latex(entry) for entry in row) for row in rows)
            return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
        case _:
            raise TypeError(f"not a node: {node!r}")


def _number(node: Number, digits: str) -> str:
    over, bar, under = digits.partition("/")
    size = rf"\frac{{{over}}}{{{under}}}" if bar else digits
    return f"-{size}" if node.value < 0 else size


def name_latex(name: str) -> str:
    r"""`theta_1` is `\theta_{1}`, `yhat` is `\hat{y}`, `rate` is upright."""
    stem, _, index = plain_name(name).partition("_")
    bare = stem.rstrip("0123456789")
    if not index and bare:
        stem, index = bare, stem[len(bare) :]
    return _stem(stem) + (f"_{{{_stem(index)}}}" if index else "")


def _stem(stem: str) -> str:
    for accent in ("hat", "bar", "tilde"):
        letter = stem.removesuffix(accent)
        if stem.endswith(accent) and (len(letter) == 1 or letter in GREEK):
            return rf"\{accent}{{{_stem(letter)}}}"
    if stem in GREEK:
        return f"\\{stem}"
    return stem if len(stem) == 1 or stem.isdigit() else rf"\mathrm{{{stem}}}"


def in_brackets(inside: str, *nodes: Node) -> str:
    """Brackets that grow only around something tall: they keep a plain line plain."""
    tall = any(isinstance(each, Quotient | Matrix) or _is_fraction(each) for node in nodes for each in walk(node))
    return rf"\left({inside}\right)" if tall else f"({inside})"


def _is_fraction(node: Node) -> bool:
    return isinstance(node, Number) and node.decimals is None and node.value.denominator != 1


def _at_least(wanted: Rank, node: Node) -> str:
    return latex(node) if _rank(node) >= wanted else in_brackets(latex(node), node)


def _rank(node: Node) -> Rank:
    """A fraction holds together by its bar."""
    if isinstance(node, Quotient) or (isinstance(node, Number) and node.value > 0):
        return Rank.POWER
    return rank(node)


def _sum(terms: tuple[Node, ...]) -> str:
    pieces = [_at_least(Rank.NEGATIVE, terms[0])]
    for term in terms[1:]:
        match term:
            case Negative(operand):
                pieces.append(f"- {_at_least(Rank.PRODUCT, operand)}")
            case Number(value, decimals) if value < 0:
                pieces.append(f"- {latex(Number(-value, decimals))}")
            case _:
                pieces.append(f"+ {_at_least(Rank.PRODUCT, term)}")
    return " ".join(pieces)


def _product(factors: tuple[Node, ...]) -> str:
    first = factors[0]
    shown = [in_brackets(latex(first), first) if isinstance(first, Product) else _at_least(Rank.POWER, first)]
    shown += [_at_least(Rank.POWER, each) for each in factors[1:]]
    text = shown[0]
    for (left, right), piece in zip(pairwise(factors), shown[1:], strict=True):
        text += _joint(left, right) + piece
    return text


def _joint(left: Node, right: Node) -> str:
    """A dot where two factors would otherwise run together: before a number, between fractions, behind a word."""
    start = right
    while isinstance(start, Power):
        start = start.base
    if isinstance(start, Number) or isinstance(right, Quotient) or _is_word(left):
        return r" \cdot "
    if isinstance(left, Name) and rank(start) < Rank.UNIT:
        return r"\,"
    return r" \, " if isinstance(left, Call) or isinstance(right, Call) else " "


def _is_word(node: Node) -> bool:
    return isinstance(node, Name) and len(plain_name(node.name)) > 1 and plain_name(node.name) not in GREEK


def _base(base: Node) -> str:
    if rank(base) < Rank.UNIT or (isinstance(base, Call) and base.function == "entry"):
        return in_brackets(latex(base), base)
    return latex(base)


def _exponent(exponent: Node) -> str:
    """A fraction of two numbers or letters stays on one line up there."""
    match exponent:
        case Quotient(Number() | Name() | Const() as over, Number() | Name() | Const() as under):
            return f"{latex(over)}/{latex(under)}"
        case Negative(Quotient() as inner):
            return f"-{_exponent(inner)}"
        case Number(value, None) if value.denominator != 1:
            return str(value)
        case _:
            return latex(exponent)


def _call(function: str, arguments: tuple[Node, ...], under: Node | None) -> str:
    inside = _listed(arguments)
    match function:
        case "sqrt":
            return rf"\sqrt{{{inside}}}"
        case "cbrt":
            return rf"\sqrt[3]{{{inside}}}"
        case "abs":
            return rf"\left|{inside}\right|"
        case "entry":
            return f"{latex(arguments[0])}_{{{_listed(arguments[1:])}}}"
    base = f"_{{{latex(under)}}}" if under is not None else ""
    return f"{_function(function)}{base}{in_brackets(inside, *arguments)}"


def _function(function: str) -> str:
    if function in WRITTEN:
        return WRITTEN[function]
    if function in COMMANDS:
        return f"\\{function}"
    plain = plain_name(function)
    return name_latex(function) if len(plain) == 1 or plain in GREEK else rf"\operatorname{{{plain}}}"


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(latex(each) for each in nodes)
