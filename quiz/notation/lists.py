"""The whole answer: one expression, or, where the question asks for it, a list or a matrix."""

from __future__ import annotations

from quiz.notation import unreadable as say
from quiz.notation.brackets import close
from quiz.notation.complaints import unexpected
from quiz.notation.cursor import Cursor
from quiz.notation.grammar import expression
from quiz.notation.tokens import Kind
from quiz.notation.tree import Matrix, Node, Span, Tuple
from quiz.notation.unreadable import refuse

MAX_ENTRIES = 12
MAX_ROWS = 6

Row = tuple[Node, ...]


def answer(c: Cursor) -> Node:
    """answer = expression | list ;   a list only where the vocabulary allows tuples"""
    whole = _in_brackets(c) if c.vocabulary.tuples and c.sees(Kind.OPEN) else None
    if whole is None:
        whole = _listed(c) if c.vocabulary.tuples else expression(c)
    if not c.sees(Kind.END):
        unexpected(c)
    return whole


def _listed(c: Cursor) -> Node:
    """list = entry { ( ',' | ';' ) entry } ;   `[1, 2], [3, 4]` are the rows of a matrix"""
    first = c.at
    entries = [_entry(c, "")]
    while c.sees(Kind.COMMA, Kind.SEMICOLON):
        c.take()
        entries.append(_entry(c, ""))
    if len(entries) == 1:
        return entries[0]
    rows = [entry.entries for entry in entries if isinstance(entry, Tuple)]
    if rows and len(rows) < len(entries):
        refuse(say.LIST_INSIDE, c.since(first))
    return _matrix(rows, c.since(first)) if rows else _tuple(entries, c.since(first))


def _in_brackets(c: Cursor) -> Node | None:
    """list = open row { ';' row } close ;   None when the bracket is only the beginning of a formula"""
    opening, first = c.take(), c.at
    if c.sees(Kind.CLOSE):
        c.at = first - 1
        return None
    rows = [_row(c)]
    while c.sees(Kind.SEMICOLON):
        c.take()
        rows.append(_row(c))
    close(c, opening)
    span = c.since(first - 1)
    if not c.sees(Kind.END) or (len(rows) == 1 and len(rows[0]) == 1 and not isinstance(rows[0][0], Tuple)):
        c.at = first - 1
        return None
    nested = [isinstance(entry, Tuple) for row in rows for entry in row]
    if len(rows) > 1:
        return _rows_apart(rows, opening.text, any(nested), span)
    if not any(nested):
        return _tuple(list(rows[0]), span)
    if not all(nested):
        refuse(say.LIST_INSIDE, span)
    return _matrix([entry.entries for entry in rows[0] if isinstance(entry, Tuple)], span)


def _rows_apart(rows: list[Row], opening: str, nested: bool, span: Span) -> Node:
    """`[a, b; c, d]`; but `(a; b)` is a list whose entries are kept apart by semicolons."""
    if nested:
        refuse(say.LIST_INSIDE, span)
    if opening != "[" and all(len(row) == 1 for row in rows):
        return _tuple([row[0] for row in rows], span)
    return _matrix(rows, span)


def _row(c: Cursor) -> Row:
    """row = entry { ',' entry } ;   entry = expression | open expression { ',' expression } close ;"""
    outer = c.before.text
    entries = [_entry(c, outer)]
    while c.sees(Kind.COMMA):
        c.take()
        entries.append(_entry(c, outer))
    return tuple(entries)


def _entry(c: Cursor, outer: str) -> Node:
    """A bracket that is a whole entry is a row of a matrix: `[1, 2]`, or `[1]` inside `[ ]`."""
    if not c.sees(Kind.OPEN):
        return expression(c)
    first, opening = c.at, c.take()
    if not c.sees(Kind.CLOSE):
        inside = [expression(c)]
        while c.sees(Kind.COMMA):
            c.take()
            inside.append(expression(c))
        close(c, opening)
        ends = c.sees(Kind.COMMA, Kind.SEMICOLON, Kind.CLOSE, Kind.END)
        if ends and (len(inside) > 1 or opening.text == outer == "["):
            return Tuple(tuple(inside), span=c.since(first))
    c.at = first
    return expression(c)


def _tuple(entries: list[Node], span: Span) -> Tuple:
    if len(entries) > MAX_ENTRIES:
        refuse(say.TOO_MANY_ENTRIES.format(MAX_ENTRIES), span, limits=True)
    return Tuple(tuple(entries), span=span)


def _matrix(rows: list[Row], span: Span) -> Node:
    """A matrix, or the number that stands alone in it. One row or one column may be as long as a list."""
    if len({len(row) for row in rows}) != 1:
        refuse(say.RAGGED, span)
    shorter, longer = sorted((len(rows), len(rows[0])))
    if shorter > 1 and longer > MAX_ROWS:
        refuse(say.TOO_MANY_ENTRIES.format(f"{MAX_ROWS} by {MAX_ROWS}"), span, limits=True)
    if longer > MAX_ENTRIES:
        refuse(say.TOO_MANY_ENTRIES.format(MAX_ENTRIES), span, limits=True)
    return Matrix(tuple(rows), span=span) if longer > 1 else rows[0][0]


def transposed(node: Node) -> Node:
    """`[[1, 2]]^T` is the column; a tuple is row and column alike."""
    return Matrix(tuple(zip(*node.rows, strict=True)), span=node.span) if isinstance(node, Matrix) else node
