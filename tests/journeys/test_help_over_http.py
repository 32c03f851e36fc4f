"""All help over HTTP, without JavaScript: plain forms and whole pages, in the order it is needed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from quiz.models import Attempt, Presentation, ReviewEvent

KEY = "square-times-exp"


def n_on_page(visitor):
    return int(re.search(r"x\^\{?(\d+)\}?", visitor.html)[1])


def presses(visitor, name, **fields):
    """Press a button that belongs to the answer form, wherever it stands."""
    _, hidden = visitor.form("/answer/")
    address = reverse(name, args=[KEY])
    assert address in visitor.html, f"{name} is not offered"
    return visitor._got(visitor.client.post(address, {**hidden, **fields}, follow=True))


def reads_all_hints(visitor):
    while reverse("hint", args=[KEY]) in visitor.html:
        presses(visitor, "hint")
    return visitor


def begins(visitor):
    return presses(reads_all_hints(visitor), "step", ask="begin")


@pytest.fixture
def asked(visitor):
    return visitor.open(f"/study/{KEY}/")


def wrongly(visitor, text="x"):
    return visitor.send("/answer/", act="answer", answer=text)


def test_help_comes_in_the_order_it_is_needed(asked):
    wrongly(asked, f"{n_on_page(asked)}x^{n_on_page(asked) - 1} + e^x")
    order = ["Not yet", "You added the slopes", "Try again", "Hint 1 of 2", "Nudge test", "Show the answer"]

    places = [asked.html.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_old_answer_stays_in_the_field(asked):
    assert 'value="x + 1"' in wrongly(asked, "x + 1").html


def test_the_nudge_test_says_it_in_words_and_in_a_figure_with_words(asked):
    presses(wrongly(asked), "nudge")

    assert asked.sees("Your answer says")
    assert re.search(r'<svg class="fig"[^>]*role="img" aria-label="The graph near this point', asked.html)
    assert Attempt.objects.get().nudged
    assert not asked.sees(">Nudge test</button>")


def test_the_nudge_test_does_not_tell_the_formula(asked):
    n = n_on_page(asked)
    presses(wrongly(asked), "nudge")

    assert f"{n} x^{{{n - 1}}} e^{{x}}" not in asked.html


def test_a_reload_finds_the_nudge_test_again(asked):
    presses(wrongly(asked), "nudge")
    asked.open(f"/study/{KEY}/seen/0/")

    assert asked.sees("Your answer says")


@pytest.mark.parametrize("key", ["quarter", "flat-point"])
def test_there_is_no_nudge_test_where_it_would_tell_the_answer_or_nothing(visitor, key):
    visitor.open(f"/study/{key}/").send("/answer/", act="answer", answer="1")

    assert not visitor.sees("Nudge test")


def test_how_it_was_decided_is_told_to_who_asks(asked):
    n = n_on_page(asked)
    wrongly(asked)
    assert asked.sees("How was this decided?")
    assert asked.sees("Different:")

    wrongly(asked, f"x^{n - 1} ({n} + x) e^x")
    assert asked.sees("Proved equal: in exact arithmetic the difference is 0")
    assert asked.sees("wherever the function is real")


def test_what_cannot_be_read_was_not_decided(asked):
    assert not wrongly(asked, "2x (").sees("How was this decided?")


def test_two_explanations_are_a_question(asked):
    wrongly(asked, f"x^{n_on_page(asked)} e^x")
    assert asked.sees("Two things would explain this. Which was it?")

    asked.send("/meant/", which="product_term_missing")

    assert asked.sees("Only one half of the product rule is there")
    assert not asked.sees("Which was it?")
    assert Attempt.objects.get().meant == "product_term_missing"


def test_the_steps_are_asked_level_by_level(asked):
    n = n_on_page(asked)
    begins(asked)
    assert asked.sees("Which rule comes first?")
    assert not asked.sees("(u\\,v)' = u'\\,v + u\\,v'")

    asked.send("/step/#steps", rule="product")
    assert asked.sees("What are the pieces?")
    assert asked.sees("(u\\,v)' = u'\\,v + u\\,v'")

    asked.send("/step/#steps", piece0=f"x^{n}", piece1="e^x")
    assert asked.sees("What are their slopes?")

    asked.send("/step/#steps", piece0=f"{n}x^{n - 1}", piece1="e^x")
    assert asked.sees("Put it together")
    assert asked.sees("into the answer field above")


def test_a_wrong_rule_is_crossed_out(asked):
    begins(asked)
    wrong = next(each for each in re.findall(r'name="rule" value="([a-z-]+)"', asked.html) if each != "product")
    asked.send("/step/#steps", rule=wrong)

    assert asked.sees("not this one")
    assert asked.sees("Which rule comes first?")


def test_a_wrong_piece_stays_in_its_field(asked):
    begins(asked).send("/step/#steps", rule="product").send("/step/#steps", piece0="e^x + 1", piece1="e^x")

    assert 'value="e^x + 1"' in unescape(asked.html)
    assert asked.html.count('aria-invalid="true"') == 1


def test_what_is_typed_above_is_kept_while_a_step_is_answered(asked):
    begins(asked).send("/step/#steps", rule="product", answer="2x e^x +")

    assert 'value="2x e^x +"' in unescape(asked.html)


def test_levels_can_be_shown(asked):
    begins(asked)
    for words in ("Product rule", "What are their slopes?", "Put it together"):
        asked.send("/step/#steps", ask="show")
        assert asked.sees(words)


def test_the_whole_solution_comes_when_the_question_is_over(asked):
    assert not asked.sees("Worked steps")
    asked.send("/answer/", act="gave_up")

    assert asked.sees("Worked steps")
    assert asked.sees("Product rule")
    assert ReviewEvent.objects.get().rating == 1


def test_a_part_of_a_scenario_has_steps_and_a_nudge_test_of_its_own(visitor):
    visitor.open("/study/best-price/").send("/answer/", act="answer", answer="p^2")
    _, hidden = visitor.form("/answer/")
    for name, words in (("nudge", "Your answer says"), ("step", "Which rule comes first?")):
        visitor._got(visitor.client.post(reverse(name, args=["best-price"]), {**hidden, "ask": "begin"}))
        assert visitor.sees(words)

    assert list(Presentation.objects.get().steps) == ["slope"]


NONSENSE = [
    {"ask": "say", "place": "0", "level": "99", "piece0": "1"},
    {"ask": "show", "place": "9.9.9", "level": "1"},
    {"ask": "what", "place": "x" * 9000, "level": "-1"},
    {"into": "0.1.2.3.4"},
    {"into": "12"},
    {"rule": ["product", "chain"], "place": "0", "level": "1"},
    {f"piece{number}": "(" * 3000 for number in range(40)} | {"place": "0", "level": "3"},
    {"piece0": "\x00", "place": "0", "level": "2"},
]


@pytest.mark.parametrize("fields", NONSENSE)
def test_nonsense_is_answered_with_the_page(asked, fields):
    begins(asked)
    _, hidden = asked.form("/answer/")
    response = asked.client.post(reverse("step", args=[KEY]), {**hidden, **fields})

    assert response.status_code == 200
    assert len(Presentation.objects.get().steps[""]) <= 3


@pytest.mark.parametrize("name", ["step", "nudge", "meant", "hint"])
def test_help_needs_a_post_and_a_ticket(visitor, name):
    visitor.open(f"/study/{KEY}/")
    address = reverse(name, args=[KEY])
    assert visitor.client.get(address).status_code == 405

    _, hidden = visitor.form("/answer/")
    visitor._got(visitor.client.post(address, {**hidden, "ticket": "forged"}))
    assert visitor.sees("too old to be checked")
    assert not Presentation.objects.exists()
