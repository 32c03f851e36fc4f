"""`manage.py explain "x^2 e^x" --wrt x --answer "2x e^x"`: steps, and what went wrong with an answer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quiz.calculus.applying import NoRule
from quiz.calculus.differentiate import worked
from quiz.calculus.tables import MISCONCEPTIONS
from quiz.calculus.worked import lines
from quiz.grading import worker
from quiz.grading.diagnosis import diagnosed
from quiz.grading.ladder import grade
from quiz.grading.rows import BadRow, source, task
from quiz.grading.verdict import Outcome, Task, Verdict
from quiz.notation import ascii
from quiz.notation.tree import Matrix, Node, Tuple

SAYS = {
    Outcome.CORRECT: "Right",
    Outcome.INCORRECT: "Not right",
    Outcome.UNREADABLE: "Not read",
    Outcome.UNDECIDED: "Not decided",
}


class Command(BaseCommand):
    help = "Show the steps of a derivative and, with --answer, how an answer is judged and what went wrong with it."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("function", help='as a learner would type it: "x^2 e^x"; for --kind implicit with one =')
        parser.add_argument("--wrt", default="", help="the variable, or for a gradient all of them: x,y")
        parser.add_argument("--answer", default=None, help="an answer to judge and to explain")
        parser.add_argument("--kind", default="derivative", help="derivative, partial, gradient, implicit or at_point")
        parser.add_argument("--order", type=int, default=1, help="of the derivative, 1 to 4")
        parser.add_argument("--point", default=None, help='for at_point: "2" or "x=2"')

    def handle(self, **options: Any) -> None:
        row = {name: options[name] for name in ("function", "wrt", "kind", "order", "point") if options[name]}
        try:
            asked = task(source(row))
        except BadRow as problem:
            raise CommandError(str(problem)) from problem
        self._steps(asked)
        if options["answer"] is not None:
            worker.start()
            try:
                self._verdict(diagnosed(asked, options["answer"], grade(asked, options["answer"])))
            finally:
                worker.stop()

    def _steps(self, asked: Task) -> None:
        if asked.asked and not asked.asked.curve:
            for slope in asked.asked.slopes:
                self._derived(slope.function, slope.by)
        self.stdout.write(f"Answer: {ascii(asked.key)}")

    def _derived(self, function: Node, names: tuple[str, ...]) -> None:
        for name in names:
            if isinstance(function, Tuple | Matrix):
                return
            try:
                found = worked(function, name)
            except NoRule as none:
                self.stdout.write(f"No steps are known: {none}.")
                return
            self.stdout.write("\n".join(lines(found)))
            function = found.tidied

    def _verdict(self, verdict: Verdict) -> None:
        self.stdout.write("")
        read_as = f", read as {verdict.reading.ascii}" if verdict.reading else ""
        self.stdout.write(f"{SAYS[verdict.outcome]} ({verdict.decided_by}){read_as}.")
        if verdict.message:
            self.stdout.write(verdict.message)
        if verdict.witness:
            place = ", ".join(f"{name} = {value}" for name, value in verdict.witness.point.items())
            self.stdout.write(f"At {place} it gives {verdict.witness.given}; the slope is {verdict.witness.expected}.")
        for each in verdict.misconceptions:
            place = f" in {each['where']}" if each["where"] else ""
            rules = ", ".join(MISCONCEPTIONS[name].rule for name in each["id"].split("+"))
            self.stdout.write(f"  {each['certainty']}: {each['id']}{place} ({rules})")
