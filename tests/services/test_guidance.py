"""Help on the way is stored, lowers the proposed rating where it helps, and never changes a verdict."""

from __future__ import annotations

import uuid

import pytest

from quiz.kinds.guide import Level, Place
from quiz.models import Attempt, Item, Presentation, ReviewEvent
from quiz.services import guidance, study
from quiz.services.parts import Act

KEY = "square-times-exp"


class Question:
    """Ann at one question: she asks for help and answers."""

    def __init__(self, ann, key=KEY):
        self.ann, self.item = ann, Item.objects.get(key=key)
        self.showing = ann.opens(key)
        self.n = int(self.showing.ticket.values.get("n", 0))

    @property
    def part(self):
        return self.showing.parts[0]

    @property
    def right(self):
        return f"{self.n}x^{self.n - 1} e^x + x^{self.n} e^x"

    def answers(self, text, act=Act.ANSWER):
        self.ann.waits(seconds=20)
        ticket, at = self.showing.ticket, self.ann.at
        self.showing = study.answer(
            self.ann.user, ticket, act=act, part_id=self.part.id, response=text, nonce=uuid.uuid4(), at=at
        )
        return self

    def asks(self, help_with, *more):
        self.showing = help_with(self.ann.user, self.showing.ticket, self.part.id, *more, at=self.ann.at)
        return self

    def reads_all_hints(self):
        while self.part.hints_left:
            self.asks(guidance.hint)
        return self

    def rating(self):
        return ReviewEvent.objects.standing().get().rating


@pytest.fixture
def asked(ann):
    return Question(ann)


def test_the_nudge_test_is_offered_after_a_wrong_answer_only(asked):
    assert asked.part.nudged is None
    assert asked.answers("x").part.nudged is not None
    assert asked.answers("2x (").part.nudged is None


def test_the_nudge_test_is_kept_with_its_answer_and_costs_nothing(asked):
    asked.answers("2").asks(guidance.nudge)

    assert asked.part.answered.nudged
    assert Attempt.objects.get().nudged
    without = asked.answers(asked.right).rating()
    assert without == 2, "right at the second try, after what looks like a slip"


def test_a_new_wrong_answer_closes_the_nudge_test_of_the_last(asked):
    asked.answers("2").asks(guidance.nudge).answers("3")

    assert not asked.part.answered.nudged


def test_help_after_the_review_changes_nothing(asked):
    asked.answers("2").answers(asked.right)
    for help_with in (guidance.nudge, guidance.hint, guidance.begin_steps):
        asked.asks(help_with)

    assert not Attempt.objects.filter(nudged=True).exists()
    assert Presentation.objects.get().steps == {}


def test_hints_by_the_author_come_before_the_steps(asked):
    assert asked.part.next_place is None
    assert asked.reads_all_hints().part.next_place == (Place(), Level.RULE)


def test_steps_open_at_the_start_when_nothing_is_known(asked):
    asked.reads_all_hints().asks(guidance.begin_steps)

    assert asked.part.guide.newest.level is Level.RULE


def test_steps_open_where_the_answer_went_wrong(asked):
    asked.answers(f"{asked.n}x^{asked.n - 1} + e^x")
    assert asked.part.diagnosis.path == ()

    asked.reads_all_hints().asks(guidance.begin_steps)

    assert asked.part.guide.newest.level is Level.SETUP


def test_levels_are_answered_one_after_another(asked):
    asked.reads_all_hints().asks(guidance.begin_steps)
    asked.asks(guidance.answer_step, Place(), 1, ["product"])
    asked.asks(guidance.answer_step, Place(), 2, ["e^x", f"x^{asked.n}"])
    asked.asks(guidance.answer_step, Place(), 3, [f"{asked.n}x^{asked.n - 1}", "e^x"])

    assert [rung.is_right for rung in asked.part.guide.rungs] == [True, True, True, False]
    assert not asked.part.guide.showed_a_step


def test_a_level_that_is_not_open_takes_no_answer(asked):
    asked.reads_all_hints().asks(guidance.begin_steps)
    asked.asks(guidance.answer_step, Place(), 3, ["1", "2"])
    asked.asks(guidance.show_step, Place(7, (1, 2)), 1)
    asked.asks(guidance.step_into, Place(9))

    assert len(asked.part.guide.moves) == 1


def test_a_piece_can_be_opened_by_itself(ann):
    asked = Question(ann)
    asked.reads_all_hints().asks(guidance.step_into, Place(0, (0,)))

    assert asked.part.guide.newest.step.rule == "power"


def test_each_level_counts_as_a_hint(asked):
    asked.reads_all_hints().asks(guidance.begin_steps).asks(guidance.answer_step, Place(), 1, ["product"])
    asked.answers(asked.right)

    event = ReviewEvent.objects.standing().get()
    assert (event.hints, event.rating) == (4, 1)


def test_a_step_that_was_shown_proposes_again_and_says_so(ann):
    asked = Question(ann, "two-slopes")
    asked.reads_all_hints().asks(guidance.begin_steps)
    while rung := asked.part.guide.newest:
        asked.asks(guidance.show_step, rung.place, rung.level)
    a = int(asked.showing.ticket.values["a"])
    asked.answers(f"({a}y, {a}x + 2y)")

    event = ReviewEvent.objects.standing().get()
    assert (event.rating, event.reason) == (1, "A step of the solution was shown.")


def test_help_alone_is_no_try(asked):
    asked.reads_all_hints().asks(guidance.begin_steps)

    assert asked.showing.is_first_try
    assert asked.showing.counted_tries == 0
    assert not ReviewEvent.objects.exists()


def test_two_explanations_become_a_question_whose_answer_is_kept(asked):
    asked.answers(f"x^{asked.n} e^x")
    diagnosis = asked.part.diagnosis
    assert diagnosis.is_asked
    assert [each.id for each in diagnosis.choices] == ["not_differentiated", "product_term_missing"]

    asked.asks(guidance.meant, "product_term_missing")

    assert Attempt.objects.get().meant == "product_term_missing"
    assert not asked.part.diagnosis.is_asked
    assert asked.part.diagnosis.said.id == "product_term_missing"


def test_only_an_explanation_that_was_offered_can_be_chosen(asked):
    asked.answers(f"x^{asked.n} e^x").asks(guidance.meant, "chain_add")

    assert Attempt.objects.get().meant == ""


def test_the_authors_words_come_before_ours(asked):
    asked.answers(f"{asked.n}x^{asked.n - 1} e^x")

    assert asked.part.diagnosis.said.say.startswith("Each factor must stay once.")
    assert not asked.part.diagnosis.is_slip


def test_a_sign_is_a_slip(asked):
    asked.answers(f"-({asked.right})")

    assert asked.part.diagnosis.is_slip
    assert asked.answers(asked.right).rating() == 2


def test_the_worked_solution_unfolds_at_the_mistake(asked):
    asked.answers(f"{asked.n}x^{asked.n - 1} + e^x").answers("", Act.GAVE_UP)

    assert asked.part.opened_path == ()
    assert asked.part.derivations[0].worked.step.rule == "product"


def test_another_learner_sees_no_help_of_hers(ann, django_user_model):
    asked = Question(ann).reads_all_hints().asks(guidance.begin_steps)
    ben = django_user_model.objects.create(username="ben")
    theirs = guidance.nudge(ben, asked.showing.ticket, "", at=ann.at)

    assert theirs.parts[0].guide.moves == ()
    assert theirs.parts[0].hints_shown == 0
