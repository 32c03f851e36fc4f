r"""LaTeX to plain notation: `\frac{1}{x}` becomes `((1)/(x))`, and every character keeps its place in what was typed.

formula  = { group | script | command | character } ;
group    = '{' formula '}' ;
script   = ( '^' | '_' ) argument ;
argument = group | command | character ;
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn

from quiz.notation import latex_commands as known
from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.latex_scan import Letters, Scan, kept_together, typed, written
from quiz.notation.tree import Span
from quiz.notation.unknown import one_slip
from quiz.notation.unreadable import Edit, refuse

MAX_NESTING = 60
MARKS = frozenset("\\{}$~&")
SIMPLE = re.compile(r"[A-Za-z0-9α-ωΑ-Ω]+")
ENDS = ("$", "}", "\\)", "\\]", "\\end")
"""What may stand behind the last line of a formula."""
BARE_MATRIX = re.compile(rf" *\\begin *\{{(?:{'|'.join(sorted(known.BARE_MATRICES))})\}}")


def is_latex(plain: str) -> bool:
    return not MARKS.isdisjoint(plain)


def without_latex(placed: Placed) -> Placed:
    """The same formula in plain notation; an unknown command is refused at its place, never skipped."""
    scan = Scan(placed.plain, placed.places)
    letters = _formula(scan, ())
    if scan.next:
        refuse(say.NEVER_OPENED, scan.span(scan.at, scan.at + 1), Edit(*scan.span(scan.at, scan.at + 1), ""))
    return Placed("".join(letter for letter, _ in letters), tuple(place for _, place in letters))


def _formula(scan: Scan, ends: tuple[str, ...]) -> Letters:
    """Everything up to a closing brace or to one of `ends`, which is left for the caller."""
    letters: Letters = []
    while scan.next and scan.next != "}" and not any(scan.plain.startswith(end, scan.at) for end in ends):
        letters += _piece(scan)
    return letters


def _piece(scan: Scan) -> Letters:
    """One group, script, command or character, with everything inside it."""
    scan.depth += 1
    if scan.depth > MAX_NESTING:
        refuse(say.TOO_DEEP, scan.span(scan.at, scan.at + 1), limits=True)
    letters = _one_piece(scan)
    scan.depth -= 1
    return letters


def _one_piece(scan: Scan) -> Letters:
    if scan.next == "{":
        return _bracketed(scan)
    if scan.next == "_":
        return _index(scan)
    if scan.next == "^":
        return _exponent(scan)
    letter, span = scan.take()
    if letter.startswith("\\"):
        return _command(scan, letter[1:], span)
    return written(" " if letter in "$~" or (letter == "&" and _aligns(scan)) else letter, span)


def _aligns(scan: Scan) -> bool:
    """`f'(x) &= 2x`: a mark beside an equals sign, or in front of everything, only lines formulas up."""
    before, behind = scan.plain[: scan.at - 1].rstrip(), scan.plain[scan.at :].lstrip()
    return not before or before.endswith("=") or behind.startswith("=")


def _group(scan: Scan) -> tuple[Letters, Span, Span]:
    """The inside of `{…}`, with the places of its braces."""
    _, opening = scan.take()
    inside = _formula(scan, ())
    if not scan.next:
        end = scan.end_of_text()
        refuse(say.NEVER_CLOSED, opening, Edit(end, end, "}"))
    _, closing = scan.take()
    return inside, opening, closing


def _bracketed(scan: Scan) -> Letters:
    inside, opening, closing = _group(scan)
    if not typed(inside):
        return []
    return [("(", opening), *inside, (")", closing)]


def _argument(scan: Scan, command: str, span: Span) -> Letters:
    """What one command is applied to: braces, a command, or a single character, as in `\\frac12`."""
    scan.skip_spaces()
    if scan.next == "{":
        return _group(scan)[0]
    if not scan.next or scan.next in "}^_&":
        refuse(say.LATEX_ARGUMENT.format(command), span)
    return _piece(scan)


def _index(scan: Scan) -> Letters:
    """`w_{12}` is the name w_12; a space behind it keeps the next digit out."""
    mark = scan.take()
    if scan.next != "{":
        return [mark]
    inside, opening, closing = _group(scan)
    if SIMPLE.fullmatch(typed(inside)):
        return [mark, *(each for each in inside if each[0] != " "), (" ", closing)]
    return [mark, ("(", opening), *inside, (")", closing)]


def _exponent(scan: Scan) -> Letters:
    """Braces become brackets; `^\\prime` and `^{\\prime}` are primes, without a `^`."""
    mark = scan.take()
    scan.skip_spaces()
    if scan.next == "{":
        inside = _bracketed(scan)
    elif scan.next == "\\":
        inside = _piece(scan)
    else:
        inside = []
    primes = [each for each in inside if each[0] == "'"]
    return primes if primes and set(typed(inside)) <= set("'()") else [mark, *inside]


def _command(scan: Scan, name: str, span: Span) -> Letters:
    if name in known.FRACTIONS:
        return _fraction(scan, f"\\{name}", span)
    if name == "sqrt":
        return _root(scan, span)
    if name in ("left", "right"):
        return _delimiter(scan, name, span)
    if name == "begin":
        return _environment(scan, span)
    if name == "\\" and _is_over(scan):
        return written(" ", span)
    if name == "operatorname" and scan.next == "*":
        scan.take()
    if name in known.UPRIGHT:
        return [(" ", span), *kept_together(_argument(scan, f"\\{name}", span)), (" ", span)]
    if name in known.FACES:
        return kept_together(_argument(scan, f"\\{name}", span))
    if name in known.ACCENTS:
        letter = typed(_argument(scan, f"\\{name}", span))
        return written(letter + known.ACCENTS[name], (span[0], scan.span(scan.at - 1, scan.at)[1]))
    if name in known.SIZES:
        return []
    if name in known.LETTERS:
        return written(known.LETTERS[name], span)
    if name in known.FUNCTIONS:
        return written(f" {name} ", span)
    if name in known.SIGNS:
        return written(known.SIGNS[name], span)
    return _refuse_command(name, span)


def _is_over(scan: Scan) -> bool:
    rest = scan.plain[scan.at :].lstrip(" ")
    return not rest or rest.startswith(ENDS)


def _refuse_command(name: str, span: Span) -> NoReturn:
    edits = (Edit(*span, f"\\{each}") for each in _near(name))
    refuse(say.LATEX_COMMAND.format(f"\\{name[:20]}"), span, *edits)


@lru_cache(maxsize=256)
def _near(name: str) -> tuple[str, ...]:
    """The commands that one slip turns into `name`."""
    return tuple(sorted(each for each in known.COMMANDS if len(each) > 1 and one_slip(name, each)))


def _fraction(scan: Scan, command: str, span: Span) -> Letters:
    over, under = _argument(scan, command, span), _argument(scan, command, span)
    return [*written("((", span), *over, *written(")/(", span), *under, *written("))", span)]


def _root(scan: Scan, span: Span) -> Letters:
    degree: Letters = []
    scan.skip_spaces()
    if scan.next == "[":
        scan.take()
        degree = _formula(scan, ("]",))
        if scan.next != "]":
            refuse(say.LATEX_ARGUMENT.format("\\sqrt"), span)
        scan.take()
    inside = _argument(scan, "\\sqrt", span)
    if typed(degree) in ("", "2", "3"):
        return [*written(" cbrt(" if typed(degree) == "3" else " sqrt(", span), *inside, (")", span)]
    return [*written("((", span), *inside, *written(")^(1/(", span), *degree, *written(")))", span)]


def _delimiter(scan: Scan, side: str, span: Span) -> Letters:
    """`\\left( … \\right)`; bars with sides cannot be mistaken, so they become abs( )."""
    scan.skip_spaces()
    if not scan.next:
        refuse(say.LATEX_ARGUMENT.format(f"\\{side}"), span)
    sign, place = scan.take()
    name = sign.removeprefix("\\")
    if side == "left" and name in "([" and BARE_MATRIX.match(scan.plain, scan.at):
        return _around_matrix(scan, name, place)
    if name in known.BARS:
        return written(" abs(" if side == "left" else ")", place)
    if name == ".":
        return []
    if name in "()[]<>":
        return written(name, place)
    if name in known.SIGNS:
        return written(known.SIGNS[name], place)
    return _refuse_command(name, place)


def _around_matrix(scan: Scan, opening: str, place: Span) -> Letters:
    """`\\left[\\begin{matrix} … \\end{matrix}\\right]` is the matrix alone: its delimiters say nothing more."""
    scan.skip_spaces()
    letters = _piece(scan)
    scan.skip_spaces()
    if not scan.plain.startswith("\\right", scan.at):
        return [(opening, place), *letters]
    _, closing = scan.take()
    scan.skip_spaces()
    if not scan.next:
        refuse(say.LATEX_ARGUMENT.format("\\right"), closing)
    scan.take()
    return letters


def _environment(scan: Scan, span: Span) -> Letters:
    kind = typed(_argument(scan, "\\begin", span))
    end = f"\\end{{{kind}}}"
    if kind in known.MATRICES:
        if kind == "array":
            _argument(scan, "\\begin{array}", span)
        return _matrix(scan, kind, end, span)
    if kind not in known.DISPLAYS:
        refuse(say.LATEX_COMMAND.format(f"\\begin{{{kind[:20]}}}"), span)
    letters = _formula(scan, (end,))
    if not scan.plain.startswith(end, scan.at):
        refuse(say.LATEX_END.format(f"\\begin{{{kind}}}"), span)
    scan.at += len(end)
    return letters


def _matrix(scan: Scan, kind: str, end: str, span: Span) -> Letters:
    """`\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}` is [a, b; c, d]; one row alone is [[a, b]]."""
    letters, joints = list[tuple[str, Span]](), set[str]()
    while not scan.plain.startswith(end, scan.at):
        letters += _formula(scan, (end, "&", "\\\\"))
        if scan.plain.startswith(end, scan.at):
            break
        sign, place = scan.take() if scan.next else ("", span)
        if sign not in ("&", "\\\\"):
            refuse(say.LATEX_END.format(f"\\begin{{{kind}}}"), span)
        scan.skip_spaces()
        joint = "," if sign == "&" else "" if scan.plain.startswith(end, scan.at) else ";"
        letters += written(joint, place)
        joints.add(joint)
    scan.at += len(end)
    around = 2 if "," in joints and ";" not in joints else 1
    return [*written("[" * around, span), *letters, *written("]" * around, span)]
