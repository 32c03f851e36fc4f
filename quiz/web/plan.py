"""The plan: goals with their day, what they ask for today, where that leads, and what more minutes would buy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quiz.models import Deck, Goal, Item, User
from quiz.scheduling.plan import LONGEST
from quiz.services import plan
from quiz.web.learner import learner_for, learner_of
from quiz.web.plan_figure import path_figure

WEEKDAYS = tuple(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
LEAST_MINUTES, MOST_MINUTES = 5, 240


class GoalForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name, a day, decks, minutes and days off; `today` is the learner's study day."""

    minutes = forms.IntegerField(label="Minutes a day", min_value=LEAST_MINUTES, max_value=MOST_MINUTES, initial=20)
    days_off = forms.TypedMultipleChoiceField(
        label="Days off",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple,
    )
    decks = forms.MultipleChoiceField(label="What will be asked", widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Goal
        fields = ("name", "day", "minutes", "days_off")
        labels = {"name": "What for", "day": "On which day"}
        help_texts = {"day": ""}  # the form's own words, not the table's
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.today = today
        self.fields["decks"].choices = _decks()  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial.update(name="Interview", decks=[key for key, _ in _decks()])
        else:
            self.initial["decks"] = [deck.key for deck in self.instance.decks.all()]
        self.order_fields(("name", "day", "minutes", "decks", "days_off"))
        attrs = self.fields["day"].widget.attrs
        attrs["min"], attrs["max"] = str(today + timedelta(days=1)), str(today + timedelta(days=LONGEST))

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Goal.objects.filter(user=self.instance.user_id, name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("You have a plan with this name already. Please choose another.")
        return name

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.today < day <= self.today + timedelta(days=LONGEST):
            raise forms.ValidationError("Please choose a day after today and within a year.")
        return day

    def clean_days_off(self) -> list[int]:
        off = sorted(set(self.cleaned_data["days_off"]))
        if len(off) == len(WEEKDAYS):
            raise forms.ValidationError("One day of the week must be left for practice.")
        return off


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """All goals, and the form for one more."""
    learner, at = learner_of(request), now()
    form = _form(request, learner, Goal(user=learner) if learner else Goal())
    if request.method == "POST" and plan.can_add(learner) and form.is_valid():
        _keep(form, learner_for(request))
        messages.success(request, "Your plan is made.")
        return redirect("plan")
    shown = plan.goals_shown(learner, at=at) if learner else ()
    context = {
        "goals": [(goal, path_figure(goal.forecast, goal.line.goal.day) if goal.forecast else None) for goal in shown],
        "passed": plan.passed(learner, at=at) if learner else (),
        "form": form,
        "can_add": plan.can_add(learner),
        "most": plan.MOST_GOALS,
    }
    return render(request, "plan/page.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """One goal's form."""
    learner, goal = learner_of(request), _own(request, number)
    form = _form(request, learner, goal)
    if request.method == "POST" and form.is_valid():
        _keep(form, goal.user)
        messages.success(request, "Your plan is changed.")
        return redirect("plan")
    return render(request, "plan/change.html", {"form": form, "goal": goal})


@never_cache
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Cards and history stay; only the goal goes."""
    goal = _own(request, number)
    goal.delete()
    messages.success(request, f"The plan “{goal.name}” is removed. Your questions stay as they are.")
    return redirect("plan")


def _own(request: HttpRequest, number: int) -> Goal:
    learner = learner_of(request)
    owner = learner.pk if learner else None
    return get_object_or_404(Goal.objects.prefetch_related("decks"), pk=number, user=owner)


def _form(request: HttpRequest, learner: User | None, goal: Goal) -> GoalForm:
    today = learner.scheduling.day(now()) if learner else now().date()
    return GoalForm(request.POST or None, instance=goal, today=today)


def _keep(form: GoalForm, learner: User) -> None:
    goal: Goal = form.save(commit=False)
    goal.user = learner
    plan.set_goal(goal, Deck.objects.filter(key__in=form.cleaned_data["decks"]), at=now())


def _decks() -> list[tuple[str, str]]:
    """Key and title of the decks that have live items, in their order."""
    return list(Deck.objects.filter(pk__in=Item.objects.live().values("deck")).values_list("key", "title"))
