"""Short ways to write what is given: the words of these tests, no tests themselves."""

from quiz.calculus.given import Equation, Function, Given
from quiz.calculus.phrase_reader import read_answer
from quiz.calculus.phrases import Phrase
from quiz.notation import Parsed, Vocabulary, read, read_domain
from quiz.notation.tree import Node

VARIABLES = frozenset("xytpwu")


def tree(text: str) -> Node:
    found = read(text, Vocabulary(variables=VARIABLES, tuples=True))
    assert isinstance(found, Parsed), found
    return found.tree


def given(domain: str = "", **heads: str) -> Given:
    """`given(f="x^2")`: the arguments are the variables in the body, in alphabetical order."""
    return Given({name: head(body) for name, body in heads.items()}, domain_of(domain))


def head(body: str) -> Function | Equation:
    from quiz.notation.tree import names_in

    if "=" in body:
        left, right = map(tree, body.split("="))
        return Equation(tuple(sorted(names_in(left) | names_in(right))), left, right)
    return Function(tuple(sorted(names_in(tree(body)))), tree(body))


def domain_of(text: str):
    return read_domain(text, Vocabulary(variables=VARIABLES)) if text else ()


def phrase(text: str, heads=("f", "g", "F", "circle")) -> Phrase:
    found = read_answer(text, Vocabulary(variables=VARIABLES, tuples=True), heads)
    assert isinstance(found, Phrase), found
    return found
