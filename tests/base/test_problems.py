"""A Problem: a code that stays, and the facts that fill its sentence."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import Conflict, NotFound, Problem, Refusal, StoreTrouble


@pytest.mark.parametrize("kind", [Refusal, Conflict, NotFound, StoreTrouble])
def test_every_kind_is_caught_as_a_problem(kind: type[Problem]) -> None:
    with pytest.raises(Problem) as caught:
        raise kind("no-usual", name="Ngozi")
    assert caught.value.code == str(caught.value) == "no-usual"
    assert caught.value.facts == {"name": "Ngozi"}


def test_a_log_that_prints_a_problem_names_nobody() -> None:
    trouble = Refusal("just-logged", name="Ngozi Okafor", minutes=3)
    assert "Ngozi" not in f"{trouble} {trouble!r} {trouble.args}"


def test_the_kinds_are_told_apart() -> None:
    kinds = (Refusal, Conflict, NotFound, StoreTrouble)
    for one in kinds:
        assert [other for other in kinds if issubclass(one, other)] == [one]
