from django.apps import AppConfig
from django.core import checks


class QuizConfig(AppConfig):
    name = "quiz"
    verbose_name = "Gradus"

    def ready(self) -> None:
        from quiz.checks import CHECKS

        for check in CHECKS:
            checks.register(check)
