"""Floor 0: student text <-> tree <-> LaTeX, SymPy, numbers. Knows nothing of questions, grading or Django."""
