"""Accounts: a guest signs up and keeps everything, comes back, changes a password, sets the study day."""

from __future__ import annotations

import calendar
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UserCreationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from quiz.models import User
from quiz.services import accounts
from quiz.web.learner import BACKEND, learner_for, learner_of

GUESTS_NAME = "guest-"


class SignUpForm(UserCreationForm):  # type: ignore[type-arg]
    """A name and a password; an e-mail address only for those who want to give one."""

    class Meta:
        model = User
        fields = ("username", "email")
        labels = {"username": "Name", "email": "E-mail (optional)"}
        help_texts = {
            "username": "Letters, digits and the signs @ . + - _",
            "email": "Nothing is sent to it. Whoever runs this server can use it to find your account again.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["password1"].help_text = "At least 8 characters, not only digits, and not one that many people use."
        self.fields["password2"].label, self.fields["password2"].help_text = "Password again", ""

    def clean_username(self) -> str:
        name = super().clean_username() or ""
        if name.lower().startswith(GUESTS_NAME):
            raise forms.ValidationError("Names that begin with “guest-” belong to guests. Please choose another.")
        return str(name)


class LogInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "This name and this password do not belong together. Capital letters matter in the password.",
        "inactive": "This account is closed.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["username"].label = "Name"


class StudyDayForm(forms.ModelForm):  # type: ignore[type-arg]
    """How much a day brings, and when a day begins."""

    timezone = forms.ChoiceField(
        label="Time zone", choices=[(name, name.replace("_", " ")) for name in sorted(available_timezones())]
    )

    minutes_per_day = forms.IntegerField(
        label="Minutes a day, at most",
        min_value=0,
        max_value=24 * 60,
        required=False,
        help_text="0 for no limit. What is being learnt may still come back after it.",
    )
    easy_days = forms.TypedMultipleChoiceField(
        label="Days on which you want fewer reviews",
        choices=list(enumerate(calendar.day_name)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A review that could come a day earlier or later then avoids these.",
    )

    class Meta:
        model = User
        fields = (
            "new_per_day",
            "reviews_per_day",
            "minutes_per_day",
            "retention",
            "easy_days",
            "bury_siblings",
            "timezone",
            "rollover_hour",
        )
        labels = {
            "new_per_day": "New questions a day",
            "reviews_per_day": "Reviews a day, at most",
            "retention": "Share to be remembered",
            "bury_siblings": "Questions that stand side by side in a deck: at most one of them a day",
            "rollover_hour": "A new day begins at this hour",
        }
        help_texts = {
            "bury_siblings": "",
            "retention": "Between 0.7 and 0.97. A higher share means more frequent reviews.",
            "rollover_hour": "0 to 23. Whatever you do before it belongs to the day before.",
        }

    def clean_minutes_per_day(self) -> int:
        return self.cleaned_data["minutes_per_day"] or 0


@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """The guest's row becomes the account: nothing has to be moved."""
    learner = learner_of(request)
    if learner and not learner.is_guest:
        return redirect("me")
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        owner = learner_for(request)
        kept = accounts.keep(
            owner, username=given["username"], password=given["password1"], email=given.get("email") or ""
        )
        login(request, kept, backend=BACKEND)
        messages.success(request, f"Welcome, {kept.username}. Your progress is kept under this name.")
        return redirect("practice")
    return render(request, "accounts/sign_up.html", {"form": form, "keeps": bool(learner)})


@method_decorator(never_cache, name="dispatch")
class LogIn(LoginView):
    """Django's own log-in; a guest who had begun to practise brings the new cards along."""

    template_name = "accounts/log_in.html"
    authentication_form = LogInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        guest = learner_of(self.request)
        response = super().form_valid(form)
        account = form.get_user()
        if guest and guest.is_guest and isinstance(account, User):
            brought = accounts.adopt(guest, account)
            if brought:
                questions = "question" if brought == 1 else "questions"
                messages.success(self.request, f"The {brought} {questions} you met as a guest came along.")
        return response


class LogOut(LogoutView):
    """By post only; the next question begins as a new guest."""


class ChangePassword(PasswordChangeView):
    template_name = "accounts/change_password.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("me")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)


@never_cache
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """The account and its study day. A guest has a study day too."""
    learner = learner_of(request)
    form = StudyDayForm(request.POST or None, instance=learner, label_suffix="")
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your study day is set.")
        return redirect("me")
    return render(request, "accounts/me.html", {"form": form, "learner": learner})
