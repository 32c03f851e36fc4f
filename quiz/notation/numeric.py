"""Numbers from trees: exact rationals, balls with proven bounds, NumPy arrays."""

from quiz.notation.exact import exact
from quiz.notation.formula import NoValue, compiled, depth, has_typed_decimal, size

__all__ = ["NoValue", "compiled", "depth", "exact", "has_typed_decimal", "size"]
