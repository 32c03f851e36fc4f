"""Floor 0: student text <-> tree <-> LaTeX, SymPy, numbers. Knows nothing of questions, grading or Django."""

from quiz.notation.ambiguity import Note
from quiz.notation.conditions import Condition, holds, read_condition, read_domain
from quiz.notation.latex_printer import latex
from quiz.notation.names import Vocabulary
from quiz.notation.printers import ascii
from quiz.notation.reader import Parsed, read
from quiz.notation.substitute import Heads, TooManyNodes, inline, spelled_out, substitute
from quiz.notation.tidy import tidy
from quiz.notation.unreadable import Unreadable

__all__ = [
    "Condition",
    "Heads",
    "Note",
    "Parsed",
    "TooManyNodes",
    "Unreadable",
    "Vocabulary",
    "ascii",
    "holds",
    "inline",
    "latex",
    "read",
    "read_condition",
    "read_domain",
    "spelled_out",
    "substitute",
    "tidy",
]
