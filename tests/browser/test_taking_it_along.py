"""Export, wipe, import: the same state."""

import json

import pytest
from playwright.sync_api import expect

from quiz.models import Card

pytestmark = pytest.mark.browser


def practise(learner):
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")
    learner.opens_item("two-slopes").clicks("I don’t know")
    learner.is_told("Here it is")


def downloaded(learner, name, folder):
    with learner.page.expect_download() as waiting:
        learner.page.get_by_role("link", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def without_its_hour(path):
    return {**json.loads(path.read_text()), "exported_at": ""}


def test_out_deleted_and_in_again_is_the_same_state(learner, tmp_path):
    practise(learner)
    learner.opens("/me/").follows("Export, import, delete")
    before = downloaded(learner, "Download JSON", tmp_path)
    kept = before.rename(tmp_path / "kept.json")
    assert downloaded(learner, "Download tables", tmp_path).stat().st_size > 1000
    assert downloaded(learner, "My cards", tmp_path).suffix == ".apkg"

    learner.page.get_by_label("To delete, type").fill("delete everything")
    learner.clicks("Delete everything I have here")
    expect(learner.page.get_by_text("Everything you had here is deleted.")).to_be_visible()
    assert not Card.objects.exists()

    learner.page.get_by_label("The file you kept").set_input_files(kept)
    learner.clicks("Bring it in")
    expect(learner.page.get_by_text("Brought in: 2 new questions, 2 reviews, 2 answers.")).to_be_visible()
    assert without_its_hour(downloaded(learner, "Download JSON", tmp_path)) == without_its_hour(kept)

    learner.page.get_by_label("The file you kept").set_input_files(kept)
    learner.clicks("Bring it in")
    expect(learner.page.get_by_text("Everything in this file was here already.")).to_be_visible()


def test_a_file_that_is_not_ours_is_refused_with_its_place(learner, tmp_path):
    practise(learner)
    learner.opens("/me/take/")
    path = downloaded(learner, "Download JSON", tmp_path)
    path.write_text(path.read_text().replace('"rating": 3', '"rating": 9'))
    learner.page.get_by_label("The file you kept").set_input_files(path)
    learner.clicks("Bring it in")

    expect(learner.page.get_by_role("alert")).to_contain_text("events[0].rating: must lie between 1 and 4")
