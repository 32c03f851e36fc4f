"""The setting of an item: its parameters, functions, equations and domain, read once; and a case of it, with numbers.

head = name "(" name { "," name } ")"  : formula or list      a function
     | name                            : formula "=" formula  an equation
     | name                            : formula              a value with a name
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from quiz.calculus.given import Equation, Function, Given
from quiz.calculus.vectors import spread
from quiz.kinds.parameters import MOST_COMBINATIONS, Parameter, combinations, enumerate_values, read_parameter
from quiz.kinds.question import Values
from quiz.kinds.records import Numbers
from quiz.notation import Parsed, Unreadable, Vocabulary, conditions, inline, read, substitute
from quiz.notation.names import FUNCTIONS, GREEK
from quiz.notation.tree import Comparison, Matrix, Name, Node, Tuple, names_in, walk
from quiz.reading.problems import Finding, Path

AUTHORS_FUNCTIONS: dict[str, int | None] = {"norm": 1, "dot": 2}
"""What authors may use in formulas beside the learners' functions."""

_HEAD = re.compile(r"\s*([^\W\d]\w*)\s*(?:\(([^()]*)\))?\s*\Z")


class Keyed(Protocol):
    """An earlier part of a scenario: its answer, a tree without parameters."""

    @property
    def key(self) -> Node: ...


@dataclass(frozen=True)
class Setting:
    """Formulas are read, parameters are open. `variables` are what answers may use, in the order they appear."""

    parameters: tuple[Parameter, ...] = ()
    where: tuple[conditions.Condition, ...] = ()
    heads: Mapping[str, Function | Equation] = field(default_factory=dict)
    domain: tuple[Comparison, ...] = ()
    variables: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Ids of the earlier parts of a scenario, which a formula may use."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.parameters)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the author's formulas may use."""
        return author_vocabulary((*self.names, *self.variables, *map(underscored, self.parts)), self.heads)

    def variants(self) -> tuple[Values, ...]:
        """Every combination that satisfies `where`, in the order written."""
        return tuple(enumerate_values(self.parameters, self.where))

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """What an answer phrase may be about."""
        return (*self.heads, *map(underscored, self.parts))


def underscored(part: str) -> str:
    """The name of a part inside formulas, where a hyphen would be a minus."""
    return part.replace("-", "_")


def author_vocabulary(names: Iterable[str], heads: Mapping[str, Function | Equation]) -> Vocabulary:
    functions = {name: head for name, head in heads.items() if isinstance(head, Function)}
    plain = {name for name, head in functions.items() if not head.arguments}
    called = {name: len(head.arguments) for name, head in functions.items() if head.arguments}
    variables = frozenset(names) | plain
    return Vocabulary(variables=variables, heads={**AUTHORS_FUNCTIONS, **called}, vectors=variables, tuples=True)


@dataclass(frozen=True)
class Case:
    """A setting with numbers for its parameters, and the earlier parts' answers for their names."""

    setting: Setting
    values: Values
    earlier: Mapping[str, Keyed] = field(default_factory=dict)
    own: Case | None = None
    """The same case with the learner's own wrong values of earlier parts, for marking on."""
    followed: tuple[str, ...] = ()
    """The parts whose own values those are."""

    @cached_property
    def _numbers(self) -> dict[str, Node]:
        return {each.name: each.printed(self.values[each.name]) for each in self.setting.parameters}

    def parameter(self, name: str) -> Node:
        return self._numbers[name]

    @cached_property
    def _closed(self) -> dict[str, Function | Equation]:
        closed: dict[str, Function | Equation] = {}
        for name, head in self.setting.heads.items():
            match head:
                case Function(arguments, body):
                    closed[name] = Function(arguments, self._close(body, closed))
                case Equation(names, left, right):
                    closed[name] = Equation(names, self._close(left, closed), self._close(right, closed))
        return closed

    def _close(self, tree: Node, heads: Mapping[str, Function | Equation]) -> Node:
        functions = {name: head for name, head in heads.items() if isinstance(head, Function)}
        called = {name: (head.arguments, head.body) for name, head in functions.items() if head.arguments}
        plain = {name: head.body for name, head in functions.items() if not head.arguments}
        return substitute(inline(substitute(tree, self._numbers), called), plain)

    def printable(self, tree: Node) -> Node:
        """Parameters and heads filled in, everything else as written."""
        return self._close(tree, self._closed)

    def close(self, tree: Node) -> Node:
        """Nothing left but variables: earlier parts filled in, sums and multiples of vectors worked out."""
        used = names_in(tree)
        parts = {underscored(part): keyed for part, keyed in self.earlier.items() if underscored(part) in used}
        return spread(substitute(self.printable(tree), {name: keyed.key for name, keyed in parts.items()}))

    @cached_property
    def domain(self) -> tuple[Comparison, ...]:
        return tuple(
            Comparison(self.printable(each.left), each.relation, self.printable(each.right))
            for each in self.setting.domain
        )

    def given(self, subject: str) -> Given:
        """What a phrase about `subject` is derived from."""
        heads = dict(self._closed)
        for part, keyed in self.earlier.items():
            if underscored(part) == subject:
                found = names_in(keyed.key)
                names = tuple(name for name in self.setting.variables if name in found)
                heads[subject] = Function(names or self.setting.variables[:1], keyed.key)
        return Given(heads, self.domain)


def read_setting(record: Numbers, path: Path, loose: Iterable[Any] = ()) -> tuple[Setting, list[Finding]]:
    """All findings at once. `loose` are answers whose names are the variables of an item without functions."""
    findings: list[Finding] = []
    parameters = _parameters(record, path, findings)
    names = [each.name for each in parameters]
    heads = _heads(record.given, names, path, findings)
    variables = tuple(dict.fromkeys(_variables_of(heads.values())))
    if not variables:
        variables = tuple(dict.fromkeys(name for each in loose for name in free_names(each, names)))
    vocabulary = author_vocabulary((*names, *variables), heads)
    where = _where(record.where, names, path, findings)
    domain = _domain(record.domain, vocabulary, path, findings)
    return Setting(tuple(parameters), where, heads, domain, variables), findings


def _parameters(record: Numbers, path: Path, findings: list[Finding]) -> list[Parameter]:
    parameters: list[Parameter] = []
    for name, written in record.vary.items():
        found = read_parameter(name, written, (*path, "vary", name))
        if isinstance(found, Finding):
            findings.append(found)
        elif not re.fullmatch(r"[^\W\d_]\w{0,19}", name) or name in FUNCTIONS or name in ("e", "pi"):
            findings.append(
                Finding((*path, "vary", name), "bad-value", f"'{name}' cannot name a parameter", at_key=True)
            )
        else:
            parameters.append(found)
    if combinations(parameters) > MOST_COMBINATIONS:
        message = f"{combinations(parameters)} combinations before 'where'; at most {MOST_COMBINATIONS} are allowed"
        findings.append(Finding((*path, "vary"), "too-many-variants", message))
        return []
    return parameters


def _where(lines: tuple[str, ...], names: list[str], path: Path, findings: list[Finding]) -> tuple[Any, ...]:
    read_lines = []
    for index, line in enumerate(lines):
        found = conditions.read_condition(line, Vocabulary(variables=frozenset(names)))
        if isinstance(found, Unreadable):
            findings.append(unreadable((*path, "where", index), found))
        else:
            read_lines.append(found)
    return tuple(read_lines)


def _domain(text: str, vocabulary: Vocabulary, path: Path, findings: list[Finding]) -> tuple[Comparison, ...]:
    found = conditions.read_domain(text, vocabulary) if text else ()
    if isinstance(found, Unreadable):
        findings.append(unreadable((*path, "domain"), found))
        return ()
    return found


def _heads(
    given: Mapping[str, Any], names: list[str], path: Path, findings: list[Finding]
) -> dict[str, Function | Equation]:
    heads: dict[str, Function | Equation] = {}
    for written, body in given.items():
        place = (*path, "given", written)
        match = _HEAD.match(written)
        problem = None if match else "a head looks like f(x), F(x, y) or circle"
        if match and match[1] in (*heads, *names, *FUNCTIONS):
            problem = f"'{match[1]}' is taken: choose another name"
        if problem or not match:
            findings.append(Finding(place, "bad-value", str(problem), at_key=True))
            continue
        arguments = tuple(each.strip() for each in (match[2] or "").split(",") if each.strip())
        head = _head(arguments, body, names, heads, place)
        if isinstance(head, Finding):
            findings.append(head)
        else:
            heads[match[1]] = head
    return heads


def _head(
    arguments: tuple[str, ...], body: Any, names: list[str], heads: Mapping[str, Function | Equation], place: Path
) -> Function | Equation | Finding:
    if not arguments and isinstance(body, str) and "=" in body:
        return _equation(body, names, heads, place)
    vocabulary = author_vocabulary((*names, *arguments), heads)
    found = read_formula(body, vocabulary, place)
    return found if isinstance(found, Finding) else Function(arguments, found)


def _equation(body: str, names: list[str], heads: Mapping[str, Function | Equation], place: Path) -> Equation | Finding:
    left, _, right = body.partition("=")
    vocabulary = author_vocabulary((*names, *free_names(body, names)), heads)
    first = read_formula(left, vocabulary, place)
    second = read_formula(right, vocabulary, place, len(left) + 1)
    if isinstance(first, Finding):
        return first
    if isinstance(second, Finding):
        return second
    found = [each.name for side in (first, second) for each in walk(side) if isinstance(each, Name)]
    return Equation(tuple(dict.fromkeys(name for name in found if name not in names)), first, second)


def read_formula(written: Any, vocabulary: Vocabulary, place: Path, offset: int = 0) -> Node | Finding:
    """A formula; a list is a vector, a list of lists a matrix."""
    if isinstance(written, str):
        found = read(written, vocabulary)
        return found.tree if isinstance(found, Parsed) else unreadable(place, found, offset)
    entries = [read_formula(each, vocabulary, (*place, index)) for index, each in enumerate(written)]
    for each in entries:
        if isinstance(each, Finding):
            return each
    nodes = tuple(each for each in entries if not isinstance(each, Finding))
    rows = tuple(each.entries for each in nodes if isinstance(each, Tuple))
    return Matrix(rows) if len(rows) == len(nodes) and len({len(row) for row in rows}) == 1 else Tuple(nodes)


def unreadable(place: Path, found: Unreadable, offset: int = 0) -> Finding:
    hint = f"did you mean `{found.suggestion}`?" if found.suggestion else ""
    return Finding(place, "unreadable-formula", found.message, hint, offset=offset + found.start)


def _variables_of(heads: Iterable[Function | Equation]) -> Iterable[str]:
    for head in heads:
        yield from head.arguments if isinstance(head, Function) else head.names


def free_names(written: Any, known: Iterable[str]) -> list[str]:
    """The variables of a formula that stands alone: letters, Greek or with an index, that nothing else explains."""
    if not isinstance(written, str):
        return [name for each in written for name in free_names(each, known)]
    if re.search(r"\bof\b", written):
        return []
    words = re.findall(r"[^\W\d_]+(?:_?\d+|_[^\W\d_]+)?", written)
    taken = {*known, *FUNCTIONS, *AUTHORS_FUNCTIONS, "e", "pi", "π"}
    return [word for word in words if word not in taken and _is_letter(re.split(r"[_\d]", word)[0])]


def _is_letter(stem: str) -> bool:
    """A single letter, or the word for a Greek one."""
    return len(stem) == 1 or stem in GREEK
