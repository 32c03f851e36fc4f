"""Every address, one paragraph a feature. Only `/healthz` is answered before these, by `quiz.web.health`."""

from django.contrib import admin
from django.urls import path

from quiz.web import about, accounts, library, plan, progress, study, takeaway, today

urlpatterns = [
    # study
    path("", study.practice, name="practice"),
    path("study/undo/", study.undo, name="undo"),
    path("study/<slug:key>/", study.item, name="item"),
    path("study/<slug:key>/seen/<int:sequence>/", study.seen, name="seen"),
    path("study/<slug:key>/preview/", study.preview, name="preview"),
    path("study/<slug:key>/answer/", study.answer, name="answer"),
    path("study/<slug:key>/hint/", study.hint, name="hint"),
    path("study/<slug:key>/nudge/", study.nudge, name="nudge"),
    path("study/<slug:key>/meant/", study.meant, name="meant"),
    path("study/<slug:key>/step/", study.step, name="step"),
    path("study/<slug:key>/tick/", study.tick, name="tick"),
    path("study/<slug:key>/rate/", study.rate, name="rate"),
    # today, library, progress
    path("today/", today.today, name="today"),
    path("library/", library.library, name="library"),
    path("library/decks/<slug:key>/", library.deck, name="deck"),
    path("library/<slug:key>/", library.item, name="library_item"),
    path("library/<slug:key>/card/", library.card, name="card"),
    path("progress/", progress.progress, name="progress"),
    # plan
    path("plan/", plan.plans, name="plan"),
    path("plan/<int:number>/", plan.change, name="change_plan"),
    path("plan/<int:number>/remove/", plan.remove, name="remove_plan"),
    # accounts
    path("sign-up/", accounts.sign_up, name="sign_up"),
    path("log-in/", accounts.LogIn.as_view(), name="log_in"),
    path("log-out/", accounts.LogOut.as_view(), name="log_out"),
    path("me/", accounts.me, name="me"),
    path("me/password/", accounts.ChangePassword.as_view(), name="change_password"),
    # take it with you
    path("me/take/", takeaway.takeaway, name="takeaway"),
    path("me/take/gradus.json", takeaway.own_file, name="own_file"),
    path("me/take/gradus.zip", takeaway.own_tables, name="own_tables"),
    path("me/take/gradus.apkg", takeaway.anki_decks, name="anki_decks"),
    path("me/take/bring/", takeaway.bring, name="bring"),
    path("me/take/wipe/", takeaway.wipe, name="wipe"),
    # about
    path("about/", about.about, name="about"),
    # staff
    path("admin/", admin.site.urls),
]
