"""Which rule applies to a function, and what its pieces are. The first view is the one we would teach; others are seen
only when we look for what went wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quiz.calculus.quantities import ONE, E, divided, negated, number
from quiz.calculus.rules import function_twins, functions, powers, products, quotients, sums
from quiz.calculus.rules.chains import CHAIN
from quiz.calculus.rules.functions import SLOPES
from quiz.calculus.rules.record import Misconception, Rule
from quiz.calculus.step import Path
from quiz.calculus.tables import MISCONCEPTIONS, TWINS, chain_twins
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Negative, Node, Power, Product, Quotient, Sum, names_in

REST, LOGARITHM = -1, -2
"""Path steps to what is not written: the factors without the constant ones, and v ln u in u^v."""
ROOTS = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}
MINUS_ONE = Negative(ONE)


class NoRule(ValueError):
    """A function we have no rule for: a vector, or a name that stands for a function we do not know."""


@dataclass(frozen=True)
class Moving:
    """The names that move: `by` at speed 1, and on a curve the one that depends on it."""

    by: str
    dependent: str = ""

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.by, self.dependent))

    def moves(self, node: Node) -> bool:
        return not self.names.isdisjoint(names_in(node))


@dataclass(frozen=True)
class Outside:
    """The F of F(u), with the exponent, the base, or nothing."""

    name: str
    parameter: Fraction | Node | None = None


@dataclass(frozen=True)
class Application:
    """One rule applied to one function."""

    rule: Rule
    path: Path
    function: Node
    parts: tuple[Node, ...]
    """What the rule names, in its order."""
    names: tuple[str, ...] = ()
    """The letters of the parts in a worked step; empty where there is nothing to name."""
    inner: tuple[tuple[Path, Node], ...] = ()
    """What has to be differentiated, and where it stands."""
    outside: Outside | None = None
    twins: tuple[Misconception, ...] = ()
    is_number: bool = True
    doubt: float = 0.0
    """What this view adds to the cost of the rule's own twins: one that a learner is less likely to have taken."""

    def doubts(self, twin: Misconception) -> float:
        return self.doubt if twin.rule in OWN else 0.0


OWN = ("power", "quotient")
UNLIKELY = 0.6


def applications(node: Node, path: Path, moving: Moving) -> tuple[Application, ...]:
    """Every view of the function, the best one first; raises NoRule."""
    if not moving.moves(node):
        return (Application(sums.CONSTANT, path, node, (node,), twins=TWINS["constant"]),)
    match node:
        case Name(name):
            twins = (DEPENDENT,) if name == moving.dependent else TWINS["identity"]
            return (Application(sums.IDENTITY, path, node, (node,), twins=twins),)
        case Negative(operand):
            return (_multiple(node, path, MINUS_ONE, ((*path, 0), operand)),)
        case Sum(terms):
            return (Application(sums.SUM, path, node, terms, inner=_children(terms, path), twins=_sum_twins(terms)),)
        case Product(factors):
            return (_product(node, factors, path, moving),)
        case Quotient():
            return _quotient(node, path, moving)
        case Power():
            return (_power(node, path, moving),)
        case Call():
            return _call(node, path, moving)
        case _:
            raise NoRule(f"no rule for {type(node).__name__}")


DEPENDENT = replace(MISCONCEPTIONS["dydx_missing"], forms=lambda p: (p.number(1), p.number(0)), is_common=True)


def _children(nodes: Sequence[Node], path: Path) -> tuple[tuple[Path, Node], ...]:
    return tuple(((*path, place), each) for place, each in enumerate(nodes))


def _sum_twins(terms: tuple[Node, ...]) -> tuple[Misconception, ...]:
    return TWINS["sum"] if len(terms) <= 8 else ()


def _multiple(node: Node, path: Path, constant: Node, rest: tuple[Path, Node]) -> Application:
    is_sign = constant == MINUS_ONE
    return Application(
        sums.MULTIPLE,
        path,
        node,
        (constant, rest[1]),
        () if is_sign else ("c", "u"),
        inner=(((*path, REST, REST), constant), rest),
        twins=() if is_sign else TWINS["multiple"],
        is_number=not names_in(constant),
    )


def _product(node: Node, factors: tuple[Node, ...], path: Path, moving: Moving) -> Application:
    """Numbers go in front first, then what is held still, then the product rule for the rest."""
    numbers = [each for each in factors if not names_in(each)]
    held = numbers or [each for each in factors if not moving.moves(each)]
    if not held:
        letters = ("u", "v", "w", *(f"u_{place}" for place in range(4, len(factors) + 1)))[: len(factors)]
        return Application(
            products.PRODUCT, path, node, factors, letters, _children(factors, path), twins=TWINS["product"]
        )
    rest = [(place, each) for place, each in enumerate(factors) if not any(each is other for other in held)]
    if len(rest) == 1:
        return _multiple(node, path, _joined(held), ((*path, rest[0][0]), rest[0][1]))
    return _multiple(node, path, _joined(held), ((*path, REST), _joined([each for _, each in rest])))


def _joined(factors: Sequence[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _quotient(node: Quotient, path: Path, moving: Moving) -> tuple[Application, ...]:
    over, under = node.over, node.under
    if not moving.moves(under):
        return (_multiple(node, path, divided(ONE, under), ((*path, 0), over)),)
    as_quotient = Application(
        quotients.QUOTIENT,
        path,
        node,
        (over, under),
        ("u", "v"),
        _children((over, under), path),
        twins=TWINS["quotient"],
        is_number=not moving.moves(over),
    )
    if moving.moves(over):
        return (as_quotient,)
    if over != ONE:
        return _multiple(node, path, over, ((*path, REST), Quotient(ONE, under))), as_quotient
    is_power = isinstance(under, Power | Name) or (isinstance(under, Call) and under.function in ROOTS)
    doubted = replace(as_quotient, doubt=UNLIKELY if is_power else 0.0)
    return replace(_as_power(node, path, moving), doubt=0.0 if is_power else UNLIKELY), doubted


def _as_power(node: Quotient, path: Path, moving: Moving) -> Application:
    """1/g as g^-1, 1/x^2 as x^-2, 1/e^u as e^-u."""
    under, place = node.under, (*path, 1)
    match under:
        case Power(base, exponent) if not moving.moves(exponent):
            power = _exponent(exponent)
            turned = -power if isinstance(power, Fraction) else negated(power)
            return _composed(node, path, Outside("power", turned), ((*place, 0), base), moving)
        case Power(base, exponent) if not moving.moves(base):
            return _composed(node, path, Outside("exponential", base), ((*place, 1, REST), negated(exponent)), moving)
        case Call("sqrt" | "cbrt" as root, (inside,)):
            return _composed(node, path, Outside("power", -ROOTS[root]), ((*place, 0), inside), moving)
        case _:
            return _composed(node, path, Outside("power", Fraction(-1)), (place, under), moving)


def _exponent(node: Node) -> Fraction | Node:
    value = exact(node)
    return node if value is None else value


def _power(node: Power, path: Path, moving: Moving) -> Application:
    base, exponent = node.base, node.exponent
    if not moving.moves(base):
        return _composed(node, path, Outside("exponential", base), ((*path, 1), exponent), moving)
    if not moving.moves(exponent):
        return _composed(node, path, Outside("power", _exponent(exponent)), ((*path, 0), base), moving)
    inside = Product((exponent, Call("ln", (base,))))
    return Application(
        powers.LOGARITHMIC,
        path,
        node,
        (base, exponent),
        ("u", "v"),
        (*_children((base, exponent), path), ((*path, LOGARITHM), inside)),
        twins=TWINS["log-differentiation"],
    )


def _call(node: Call, path: Path, moving: Moving) -> tuple[Application, ...]:
    arguments = node.arguments
    inside = ((*path, 0), arguments[0])
    if node.base is not None:
        if moving.moves(node.base):
            return applications(Quotient(Call("ln", arguments), Call("ln", (node.base,))), path, moving)
        return (_composed(node, path, Outside("log", node.base), inside, moving),)
    match node.function:
        case "sqrt" | "cbrt" as root:
            return (_composed(node, path, Outside("power", ROOTS[root]), inside, moving),)
        case "exp":
            return (_composed(node, path, Outside("exponential", E), inside, moving),)
        case "max" | "min" | "logsumexp" as name:
            return (_of_several(node, path, name, arguments, moving),)
        case name if name in SLOPES and len(arguments) == 1:
            return (_composed(node, path, Outside(name), inside, moving),)
        case name:
            raise NoRule(f"no rule for {name}")


def _of_several(node: Node, path: Path, name: str, arguments: tuple[Node, ...], moving: Moving) -> Application:
    rule = {"max": functions.LARGER, "min": functions.SMALLER, "logsumexp": functions.SOFTMAX}[name]
    if name != "logsumexp" and len(arguments) != 2:
        if len(arguments) < 2:
            raise NoRule(f"{name} of one thing")
        arguments = (arguments[0], Call(name, arguments[1:]))
    letters = tuple("uvw"[place] if place < 3 else f"u_{place + 1}" for place in range(len(arguments)))
    return Application(rule, path, node, arguments, letters, _children(arguments, path))


def _composed(node: Node, path: Path, outside: Outside, inside: tuple[Path, Node], moving: Moving) -> Application:
    """F(u): by the table where u is the variable itself, else by the chain rule."""
    own = (
        TWINS.get(outside.name, ())
        if outside.name in ("power", "exponential")
        else function_twins.TWINS.get(outside.name, ())
    )
    if outside.name == "exponential" and outside.parameter == Const("e"):
        own = tuple(each for each in own if each.id not in ("exp_no_ln", "exp_ln_of_x"))
    if isinstance(inside[1], Name):
        rule = {"power": powers.POWER, "exponential": powers.EXPONENTIAL}.get(outside.name, functions.FUNCTION)
        own = tuple(each for each in own if each.id != "log_one_over_x")
        return Application(rule, path, node, (inside[1],), (), (inside,), outside, own)
    twins = (*own, *chain_twins(outside.name))
    return Application(CHAIN, path, node, (inside[1],), ("u",), (inside,), outside, twins)


def outer_formula(application: Application, letter: str = "u") -> Node | None:
    """The outside with a letter for the inside: `sin(u)`, `u^3`."""
    if application.outside is None:
        return None
    u, parameter = Name(letter), application.outside.parameter
    match application.outside.name:
        case "power":
            assert parameter is not None
            exponent: Node = number(parameter) if isinstance(parameter, Fraction) else parameter
            return Call("sqrt", (u,)) if parameter == Fraction(1, 2) else Power(u, exponent)
        case "exponential":
            assert not isinstance(parameter, Fraction) and parameter is not None
            return Power(parameter, u)
        case "log":
            assert not isinstance(parameter, Fraction)
            return Call("log", (u,), parameter)
        case name:
            return Call(name, (u,))
