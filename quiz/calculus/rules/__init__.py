"""The rules of differentiation, one family a file, each beside its buggy twins."""
