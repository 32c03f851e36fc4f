r"""What is asked, as LaTeX for the left side of the reading: `f'(x)`, `\nabla f`, `\frac{\partial f}{\partial x}`."""

from __future__ import annotations

from quiz.calculus.given import Equation, Function
from quiz.calculus.phrases import EXTREMES, Phrase, Wanted, closed, formulas
from quiz.kinds.answers import Open
from quiz.kinds.setting import Case, underscored
from quiz.notation import latex, tidy
from quiz.notation.tree import Name, Tuple, names_in

MOST_PRIMES = 3


def label_of(answer: Open, case: Case) -> str:
    """Empty where no notation fits: for formulas, and for phrases about earlier parts or a place found in one."""
    head = case.setting.heads.get(answer.of) if isinstance(answer, Phrase) else None
    if not isinstance(answer, Phrase) or not head:
        return ""
    parts = set(map(underscored, case.earlier))
    if any(names_in(each) & parts for each in formulas(answer)):
        return ""
    return label(closed(answer, lambda tree: tidy(case.printable(tree))), head)


def left_sides(answer: Open, case: Case) -> tuple[str, ...]:
    """Names a learner may put before the answer: `f'(x) =`, `dy/dx =`."""
    if not isinstance(answer, Phrase):
        return tuple(case.setting.heads)
    head = case.setting.heads.get(answer.of)
    if isinstance(head, Equation):
        return tuple(name for name in head.names if name not in answer.by)
    if answer.wanted in EXTREMES and isinstance(head, Function):
        return (*head.arguments, answer.of)
    return (answer.of, *(["y"] if "y" not in case.setting.variables else []))


def label(phrase: Phrase, head: Function | Equation) -> str:
    if isinstance(head, Equation):
        return _implicit(phrase, head)
    f = symbol(phrase.of)
    match phrase.wanted:
        case Wanted.DERIVATIVE:
            return _derivative(phrase, head, f)
        case Wanted.GRADIENT:
            return rf"\nabla {f}{_point(phrase)}"
        case Wanted.JACOBIAN:
            return rf"J_{{{f}}}{_point(phrase)}"
        case Wanted.HESSIAN:
            return rf"\nabla^{{2}} {f}{_point(phrase)}"
        case Wanted.DIRECTIONAL:
            return rf"D_{{u}} {f}{_point(phrase)}"
        case Wanted.VALUE:
            return f + _point(phrase)
        case Wanted.LIMIT:
            return _limit(phrase, head, f)
        case Wanted.TAYLOR:
            return rf"T_{{{phrase.degree}}}({_names(head)})"
        case Wanted.MAXIMISER | Wanted.MINIMISER | Wanted.CRITICAL | Wanted.ZERO:
            return _names(head) if len(head.arguments) == 1 else f"({_names(head)})"
        case Wanted.MAXIMUM:
            return rf"\max {f}"
        case Wanted.MINIMUM:
            return rf"\min {f}"
        case _:
            return ""


def symbol(name: str) -> str:
    """A head's name; more than one letter is set upright, as a word."""
    printed = latex(Name(name))
    return rf"\mathrm{{{name}}}" if len(name) > 1 and printed == name else printed


def _names(head: Function) -> str:
    return ", ".join(symbol(name) for name in head.arguments)


def _derivative(phrase: Phrase, head: Function, f: str) -> str:
    by = phrase.by or head.arguments[:1]
    if len(head.arguments) == 1:
        order = phrase.order
        primes = "'" * order if order <= MOST_PRIMES else f"^{{({order})}}"
        return f"{f}{primes}{_point(phrase) or f'({_names(head)})'}"
    order = phrase.order * len(by)
    over = rf"\partial {f}" if order == 1 else rf"\partial^{{{order}}} {f}"
    under = " ".join(_power(rf"\partial {symbol(name)}", phrase.order) for name in reversed(by))
    return rf"\frac{{{over}}}{{{under}}}{_point(phrase)}"


def _power(text: str, order: int) -> str:
    return text if order == 1 else f"{text}^{{{order}}}"


def _implicit(phrase: Phrase, head: Equation) -> str:
    others = [name for name in head.names if name not in phrase.by]
    return rf"\frac{{d{symbol(others[0])}}}{{d{symbol(phrase.by[0])}}}" if len(others) == 1 else ""


def _point(phrase: Phrase) -> str:
    if not phrase.at:
        return ""
    nodes = [node for _, node in phrase.at]
    inner = latex(nodes[0]) if len(nodes) == 1 and isinstance(nodes[0], Tuple) else ", ".join(map(latex, nodes))
    return inner if inner.startswith((r"\left(", "(")) else rf"({inner})"


def _limit(phrase: Phrase, head: Function, f: str) -> str:
    name, place = phrase.at[0]
    target = r"\infty" if place == Name("infinity") else latex(place).replace("infinity", r"\infty")
    side = {"left": "^{-}", "right": "^{+}", "": ""}[phrase.side]
    return rf"\lim_{{{symbol(name or head.arguments[0])} \to {target}{side}}} {f}({_names(head)})"
