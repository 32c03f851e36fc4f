"""What went wrong with a wrong answer: found among derivations with mistakes, said in one sentence."""

from quiz.grading.diagnosis.diagnose import diagnosed, misconceptions

__all__ = ["diagnosed", "misconceptions"]
