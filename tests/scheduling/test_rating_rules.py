import pytest

from quiz.scheduling.rating import RULE_VERSION, Account, Confidence, Evidence, Rating, propose

SURE = Confidence.SURE
KNOWN = (Rating.GOOD, Rating.GOOD)


def rated(**seen) -> Rating:
    return propose(Evidence(**{"correct": True, **seen})).rating


def told(**said) -> Rating:
    return propose(Account(**said)).rating


@pytest.mark.parametrize(
    "seen",
    [
        {"correct": False, "wrong_attempts": 1},
        {"correct": False, "gave_up": True},
        {"steps_shown": True},
        {"wrong_attempts": 2, "slip": True},
        {"wrong_attempts": 1, "slip": False},
        {"hints": 2},
    ],
)
def test_a_miss_is_again(seen):
    assert rated(**seen) is Rating.AGAIN


@pytest.mark.parametrize(
    "seen",
    [
        {"wrong_attempts": 1, "slip": True},
        {"hints": 1},
        {"followed": True},
        {"ms": 25_001, "own_median_ms": 10_000, "samples": 5},
    ],
)
def test_a_pass_with_effort_is_hard(seen):
    assert rated(**seen) is Rating.HARD


def test_right_at_the_first_try_is_good():
    assert rated() is Rating.GOOD


def test_a_median_of_few_answers_says_nothing():
    assert rated(ms=90_000, own_median_ms=10_000, samples=4) is Rating.GOOD
    assert rated(ms=10, own_median_ms=10_000, samples=4, previous=KNOWN) is Rating.GOOD


def test_right_fast_and_well_known_is_easy():
    assert rated(ms=4_000, own_median_ms=10_000, samples=5, previous=KNOWN) is Rating.EASY


@pytest.mark.parametrize(
    "but",
    [
        {"first_sight": True},
        {"previous": (Rating.GOOD,)},
        {"previous": (Rating.EASY, Rating.HARD)},
        {"ms": 5_000},
        {"ms": None},
        {"followed": True},
    ],
)
def test_easy_asks_for_everything_at_once(but):
    fast = {"ms": 4_000, "own_median_ms": 10_000, "samples": 5, "previous": KNOWN}

    assert rated(**{**fast, **but}) is not Rating.EASY


def test_only_the_last_two_reviews_matter_for_easy():
    long_ago = (Rating.AGAIN, *KNOWN)

    assert rated(ms=4_000, own_median_ms=10_000, samples=5, previous=long_ago) is Rating.EASY


@pytest.mark.parametrize("confidence", [None, *Confidence])
def test_confidence_never_lowers_a_rating(confidence):
    assert rated(confidence=confidence) is Rating.GOOD
    assert told(confidence=confidence) is Rating.GOOD


def test_a_confident_error_comes_back_sooner():
    wrong = propose(Evidence(correct=False, wrong_attempts=1, confidence=SURE))

    assert wrong.return_soon
    assert not propose(Evidence(correct=False, wrong_attempts=1)).return_soon
    assert propose(Account(missing=("only local",), confidence=SURE)).return_soon


@pytest.mark.parametrize(
    "said", [{"missing": ("only local",)}, {"misconception": "it points downhill"}, {"gave_up": True}]
)
def test_an_account_without_a_needed_point_is_again(said):
    assert told(**said) is Rating.AGAIN


@pytest.mark.parametrize("said", [{"probes": 1}, {"hints": 1}, {"unsupported": 1}, {"weight": 0.59}])
def test_every_needed_point_with_help_or_little_else_is_hard(said):
    assert told(**said) is Rating.HARD


def test_every_needed_point_unaided_is_good():
    assert told(weight=0.6) is Rating.GOOD


def test_easy_is_offered_for_a_whole_account_but_never_chosen():
    whole = {"confidence": SURE, "ms": 60_000, "own_median_ms": 60_000, "samples": 5}

    assert propose(Account(**whole)).offered is Rating.EASY
    assert propose(Account(**whole)).rating is Rating.GOOD
    assert propose(Account(**{**whole, "ms": 61_000})).offered is None
    assert propose(Account(**{**whole, "confidence": Confidence.UNSURE})).offered is None
    assert propose(Account(**{**whole, "first_sight": True})).offered is None
    assert propose(Account(**{**whole, "weight": 0.9})).offered is None


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(correct=True, wrong_attempts=1, slip=True), "Right at the second try, after a slip."),
        (Evidence(correct=True, wrong_attempts=3), "Right after 3 wrong tries."),
        (Evidence(correct=False, gave_up=True), "You asked for the answer."),
        (Account(missing=("only local",)), "Because *only local* was missing."),
        (Account(missing=("a", "b", "c")), "Because *a*, *b* and *c* were missing."),
        (Account(weight=0.5), "Every needed point, but 50% of the whole."),
        (Account(confidence=Confidence.GUESS), "Every needed point, unaided: you know more than you think."),
    ],
)
def test_the_reason_is_one_plain_sentence(evidence, reason):
    proposal = propose(evidence)

    assert proposal.reason == reason
    assert proposal.rule_version == RULE_VERSION
