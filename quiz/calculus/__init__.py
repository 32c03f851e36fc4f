"""Floor 1: answer phrases, the keys SymPy derives from them, and the numbers that confirm every key."""
