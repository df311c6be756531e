from __future__ import annotations

import ast
from pathlib import Path

import pytest

from relnotebook.base import sentences
from relnotebook.base.problems import Conflict, NotFound, Problem, Refusal, StoreTrouble

HOUSE = Path(sentences.__file__).parents[1]
KINDS = ("Refusal", "Conflict", "NotFound", "StoreTrouble", "Problem")
FACTS = {
    "name": "Ngozi", "value": "ngozi@okafor", "text": "31/02/1990", "hint": "28/02/1990", "minutes": 3,
    "field": "Shoe size", "type": "number", "path": "/till/cafe.relnotebook", "file": "people.csv", "limit": 64,
    "count": 2, "kind": "shoe", "kinds": "cafe, vet", "why": "Permission denied",
}  # fmt: skip


def raised() -> dict[str, str]:
    """Every code written out in a raise or a call of a Problem, and the file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in KINDS or not node.args:
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                found.setdefault(code.value, path.name)
    return found


def test_every_problem_has_its_sentence() -> None:
    assert {code: file for code, file in raised().items() if code not in sentences.SENTENCES} == {}


@pytest.mark.parametrize("code", sorted(sentences.SENTENCES))
@pytest.mark.parametrize(
    "facts", [FACTS, {}, {"field": "usual", "written": True, "digits": 17}], ids=["all", "none", "few"]
)
def test_every_sentence_is_kind_and_whole(code: str, facts: dict[str, object]) -> None:
    said = sentences.problem(Refusal(code, **facts))
    assert said.rstrip().endswith((".", "?"))
    assert not set(said) & set("{}!")
    low = said.lower()
    assert not any(word in low.split() for word in ("error", "user", "record", "invalid", "failed"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Refusal("no-usual", name="Ngozi"), "Ngozi has no usual yet. Set it, or log what they have today."),
        (Refusal("just-logged", name="Ngozi", minutes=1), "Ngozi was logged 1 minute ago. Again, or a second one?"),
        (Refusal("just-logged", name="Ngozi", minutes=0), "Ngozi was logged a moment ago. Again, or a second one?"),
        (Refusal("bad-date", text="31/02/1990", hint="28/02/1990"),
         "There is no such day: “31/02/1990”. Try 28/02/1990."),
        (Refusal("bad-phone", value="1", digits=16), "That phone has 1 digit too many."),
        (Refusal("too-many-cards", limit=200_000),
         "There are more than 200,000 cards in the file. Split it into smaller files."),
        (Refusal("empty-value", field="tag"), "A tag needs a word."),
        (StoreTrouble("read-only", path="/till/cafe.relnotebook"),
         "The notebook may only be read. Look at the permissions of cafe.relnotebook, then try again."),
        (StoreTrouble("findings", count=2),
         "2 things are not in order. Restore a backup, or ask for help with this list."),
    ],
)  # fmt: skip
def test_what_happened_and_what_to_do(problem: Problem, said: str) -> None:
    assert sentences.problem(problem) == said


@pytest.mark.parametrize("kind", [Refusal, Conflict, NotFound, StoreTrouble])
def test_a_code_of_tomorrow_still_gets_a_sentence(kind: type[Problem]) -> None:
    assert sentences.problem(kind("something-new")).endswith(".")


def test_facts_are_words_and_never_templates() -> None:
    assert sentences.problem(Refusal("no-usual", name="{value}\x1b[2J")).startswith("{value} [2J has no usual yet.")
