"""Reading the setting of an item: `vary`, `where`, `given`, `domain`.

head = name "(" name { "," name } ")"  : formula or list      a function
     | name                            : formula "=" formula  an equation
     | name                            : formula              a value with a name
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from quiz.calculus.given import Equation, Function
from quiz.kinds.parameters import MOST_COMBINATIONS, Parameter, combinations, read_parameter
from quiz.kinds.records import Numbers
from quiz.kinds.setting import AUTHORS_FUNCTIONS, Setting, author_vocabulary
from quiz.notation import Condition, Parsed, Unreadable, Vocabulary, read, read_condition, read_domain
from quiz.notation.names import FUNCTIONS, GREEK
from quiz.notation.tree import Comparison, Matrix, Name, Node, Tuple, walk
from quiz.reading.problems import Finding, Path

_HEAD = re.compile(r"\s*([^\W\d]\w*)\s*(?:\(([^()]*)\))?\s*\Z")


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


def _where(lines: tuple[str, ...], names: list[str], path: Path, findings: list[Finding]) -> tuple[Condition, ...]:
    read_lines = []
    for index, line in enumerate(lines):
        found = read_condition(line, Vocabulary(variables=frozenset(names)))
        if isinstance(found, Unreadable):
            findings.append(unreadable((*path, "where", index), found))
        else:
            read_lines.append(found)
    return tuple(read_lines)


def _domain(text: str, vocabulary: Vocabulary, path: Path, findings: list[Finding]) -> tuple[Comparison, ...]:
    found = read_domain(text, vocabulary) if text else ()
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
