"""LINTS: every rule, each in its own file. To add one, write its file and its line here; the tests ask for examples."""

from quiz.catalogue.lints import (
    distractor_equals_answer,
    duplicate_id,
    few_variants,
    figure_without_alt,
    id_vanished,
    inventory_not_covered,
    mistake_equals_answer,
    model_misses_point,
    must_without_probe,
    needs_circle,
    no_licence,
    no_must,
    no_right_option,
    no_tests,
    no_variants,
    option_without_feedback,
    own_answer_rejected,
    question_covers_point,
    same_answer,
    test_fails,
    test_not_heard,
    too_many_must,
    twin_covers_point,
    two_right_options,
    unit_shown,
    unknown_id,
    unknown_inventory_id,
    unknown_topic,
    unreadable_math,
)
from quiz.catalogue.lints.lint import CatalogueLint, FaceLint, ItemLint, Lint, TrialLint

CATALOGUE_LINTS: tuple[CatalogueLint, ...] = (
    duplicate_id.LINT,
    id_vanished.LINT,
    unknown_topic.LINT,
    unknown_id.LINT,
    needs_circle.LINT,
    no_licence.LINT,
    unknown_inventory_id.LINT,
    inventory_not_covered.LINT,
    unreadable_math.LINT,
)
FACE_LINTS: tuple[FaceLint, ...] = (
    no_must.LINT,
    too_many_must.LINT,
    must_without_probe.LINT,
    option_without_feedback.LINT,
    no_tests.LINT,
    figure_without_alt.LINT,
)
TRIAL_LINTS: tuple[TrialLint, ...] = (
    own_answer_rejected.LINT,
    mistake_equals_answer.LINT,
    test_fails.LINT,
    test_not_heard.LINT,
    no_right_option.LINT,
    two_right_options.LINT,
    distractor_equals_answer.LINT,
    model_misses_point.LINT,
    twin_covers_point.LINT,
    question_covers_point.LINT,
    unit_shown.LINT,
)
ITEM_LINTS: tuple[ItemLint, ...] = (
    no_variants.LINT,
    few_variants.LINT,
    same_answer.LINT,
)
LINTS: tuple[Lint, ...] = (*CATALOGUE_LINTS, *FACE_LINTS, *TRIAL_LINTS, *ITEM_LINTS)
