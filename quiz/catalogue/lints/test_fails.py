"""Answers that the author tried are graded as the author said, in every variant."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.verdict import Outcome, Verdict
from quiz.reading.problems import Finding, Path

CODE = "test-fails"


def look(trial: Trial) -> Iterator[Finding | None]:
    tests = getattr(trial.face.record, "tests", None)
    for at, text in enumerate(getattr(tests, "accept", ())):
        yield _tried(trial, text, ("tests", "accept", at), accept=True)
    for at, text in enumerate(getattr(tests, "reject", ())):
        yield _tried(trial, text, ("tests", "reject", at), accept=False)


def _tried(trial: Trial, text: str, path: Path, *, accept: bool) -> Finding | None:
    typed = trial.question.typed(text)
    verdict = trial.plain.grade(typed)
    if (verdict.outcome is Outcome.CORRECT) is accept and not (accept and verdict.is_free):
        return None
    said = f"you wrote {path[1]} '{text}'"
    shown = f"{said}, here '{typed}'," if typed != text else said
    return trial.finding(path, CODE, f"{shown} but grading says {_words(verdict)}", _key(trial))


def _words(verdict: Verdict) -> str:
    flags = f" ({', '.join(verdict.flags)})" if verdict.flags else ""
    why = f": {verdict.message}" if verdict.outcome is Outcome.UNREADABLE and verdict.message else ""
    return f"{verdict.outcome}{flags}{why}"


def _key(trial: Trial) -> str:
    return f"the computed answer is {trial.question.key_text}"


LINT = TrialLint(CODE, look)
