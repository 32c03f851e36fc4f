"""Floor 0: student text <-> tree <-> LaTeX, SymPy, numbers. Knows nothing of questions, grading or Django."""

from quiz.notation.ambiguity import Note
from quiz.notation.latex_printer import latex
from quiz.notation.names import Vocabulary
from quiz.notation.printers import ascii
from quiz.notation.reader import Parsed, read
from quiz.notation.unreadable import Unreadable

__all__ = ["Note", "Parsed", "Unreadable", "Vocabulary", "ascii", "latex", "read"]
