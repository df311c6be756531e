"""The shared words: what a change says to the pages, and names that files and journals rely on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from relnotebook.base.terms import Act, Changes, CustomerId, Kind, StepId, UndoLabels

NGOZI, AOI = CustomerId(7), CustomerId(8)


def changes(*customers: CustomerId) -> Changes:
    label = (("name", "Ngozi"), ("what", str(Act.LOG_USUAL)))
    return Changes(Act.LOG_USUAL, frozenset({Kind.VISIT}), frozenset(customers), StepId(3), label)


def test_a_change_of_one_customer_is_nobody_elses_business() -> None:
    assert changes(NGOZI).concerns(NGOZI)
    assert not changes(NGOZI).concerns(AOI)


def test_a_change_of_nobody_in_particular_may_be_anybodys() -> None:
    assert changes().concerns(NGOZI)
    assert changes().concerns(AOI)


def test_the_words_for_the_sentence() -> None:
    assert changes(NGOZI).fact("name") == "Ngozi"
    assert changes(NGOZI).fact("what") == "log usual"
    assert changes(NGOZI).fact("file") == ""


def test_what_was_done_stays_as_it_was_told() -> None:
    with pytest.raises(FrozenInstanceError):
        changes(NGOZI).act = Act.UNDO  # type: ignore[misc]


@pytest.mark.parametrize("words", [Act, Kind])
def test_every_word_is_written_into_journals_as_itself(words: type[Act] | type[Kind]) -> None:
    for word in words:
        assert words(str(word)) is word
        assert str(word) == str(word).strip().lower()
    assert len({str(word) for word in words}) == len(words)


def test_a_fresh_notebook_has_nothing_to_take_back() -> None:
    assert UndoLabels() == UndoLabels(None, None)
