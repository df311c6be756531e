"""The steps as they are kept: one row a step, whose words survive that it is open again."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import feedback, staff, stages

from ..builders import Shop


@pytest.fixture
def said(shop: Shop) -> int:
    found: int = shop.do(feedback.add, "The door drags", kind="complaint")
    return found


def writing(shop: Shop, said: int, call: Any, by: int | None = None) -> None:
    def one(w: Any) -> None:
        call(w, stages.row(w, said))

    one.act = Act.DO_STEP  # type: ignore[attr-defined]
    shop.store.do_as(by, one)  # type: ignore[arg-type]


def test_every_kind_has_a_step_that_tells_among_its_steps() -> None:
    assert set(stages.STEPS) == set(stages.KINDS) == set(stages.TELLING)
    for kind, step in [*stages.TELLING.items(), *stages.DECIDING.items()]:
        assert step in stages.STEPS[kind]


def test_a_step_is_one_row_however_often_it_is_written(shop: Shop, said: int) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    writing(shop, said, lambda w, row: stages.put(w, row, "listen", words="Felt ign"), jonas)
    writing(shop, said, lambda w, row: stages.put(w, row, "listen", words="Felt ignored"), jonas)
    writing(shop, said, lambda w, row: stages.put(w, row, "listen", done=True), jonas)
    (kept,) = shop.read(stages.of, said).values()
    assert (kept.step, kept.words, kept.done, kept.by) == ("listen", "Felt ignored", True, "Jonas")


def test_what_is_open_again_keeps_its_words(shop: Shop, said: int) -> None:
    writing(shop, said, lambda w, row: stages.put(w, row, "solve", words="A door closer", done=True))
    writing(shop, said, lambda w, row: stages.reopen(w, row, "solve"))
    kept = shop.read(stages.of, said)["solve"]
    assert (kept.words, kept.done) == ("A door closer", False)
    with pytest.raises(NotFound, match="no-step"):
        writing(shop, said, lambda w, row: stages.reopen(w, row, "solve"))
    with pytest.raises(NotFound, match="no-step"):
        writing(shop, said, lambda w, row: stages.reopen(w, row, "listen"))


def test_steps_of_another_kind_are_refused(shop: Shop, said: int) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        writing(shop, said, lambda w, row: stages.known(row, "answer"))


def test_since_when_it_is_so_moves_with_the_status_only(shop: Shop, said: int, clock: Any) -> None:
    from datetime import timedelta

    at = shop.read(feedback.one, said).status_at
    clock(timedelta(hours=1))
    writing(shop, said, lambda w, row: stages.move(w, row, "new", about="the door"))
    assert shop.read(feedback.one, said).status_at == at
    writing(shop, said, lambda w, row: stages.move(w, row, "acting"))
    assert shop.read(feedback.one, said).status_at == at + timedelta(hours=1)
