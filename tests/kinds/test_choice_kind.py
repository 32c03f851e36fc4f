"""choice: indices as written, feedback of the chosen option, the right one by condition."""

import pytest
from kinds_words import findings, question

from quiz.grading.verdict import Outcome

SIGN = """
    kind: choice
    vary: {a: [-2, 3]}
    ask: Is the parabola with factor {a} convex?
    options:
      - {text: 'Yes, as {a} is positive', right: a > 0, say: 'Right for {a}.'}
      - {text: No, right: a < 0, say: It opens downwards.}
      - {text: It depends on $x$, say: Differentiate twice., misconception: second-derivative-varies}
"""
MANY = """
    kind: choice
    choose: all
    order: as_written
    options:
      - {text: A, right: yes, say: A fits.}
      - {text: B, right: no, say: B does not., misconception: b-slip}
      - {text: C, right: yes, say: C fits.}
"""


def test_the_right_option_may_depend_on_the_parameters():
    assert question(SIGN, {"a": 3}).key_text == "0"
    assert question(SIGN, {"a": -2}).key_text == "1"


def test_options_are_filled_in():
    asked = question(SIGN, {"a": 3})
    assert (asked.options[0].text, asked.options[0].say) == ("Yes, as 3 is positive", "Right for 3.")


def test_the_chosen_options_words_are_the_message():
    verdict = question(SIGN, {"a": 3}).grade("2")
    assert (verdict.outcome, verdict.decided_by) == (Outcome.INCORRECT, "choice")
    assert verdict.message == "Differentiate twice."
    assert verdict.misconceptions[0]["id"] == "second-derivative-varies"


@pytest.mark.parametrize("typed", ["", " ", "7", "-1", "zero", "0,1", "²", "9" * 5000])
def test_what_is_no_choice_is_unreadable(typed):
    verdict = question(SIGN).grade(typed)
    assert verdict.outcome is Outcome.UNREADABLE
    assert verdict.message


@pytest.mark.parametrize(
    ("typed", "outcome", "message"),
    [
        ("0,2", Outcome.CORRECT, "A fits."),
        ("2 0", Outcome.CORRECT, "A fits."),
        ("0", Outcome.INCORRECT, "What you chose is right, but it is not all."),
        ("0,1,2", Outcome.INCORRECT, "B does not."),
    ],
)
def test_all_means_all_and_no_other(typed, outcome, message):
    verdict = question(MANY).grade(typed)
    assert (verdict.outcome, verdict.message) == (outcome, message)


def test_a_seed_always_shows_the_same_order():
    asked = question(SIGN)
    assert [each.index for each in asked.order("card 1")] == [each.index for each in asked.order("card 1")]
    assert len({tuple(each.index for each in asked.order(str(seed))) for seed in range(30)}) > 3


def test_every_order_holds_every_option():
    assert sorted(each.index for each in question(SIGN).order("x")) == [0, 1, 2]


def test_as_written_is_never_shuffled():
    assert [each.index for each in question(MANY).order("any")] == [0, 1, 2]


def test_a_condition_that_cannot_be_read_is_found_at_its_place():
    item = "kind: choice\noptions: [{text: A, right: maybe}, {text: B, right: yes}]\n"
    (finding,) = findings(item)
    assert (finding.code, finding.path) == ("bad-value", ("options", 0, "right"))
