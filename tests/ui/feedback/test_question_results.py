"""What was answered: raw counts always, figures only when they say something, played answers counted openly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.base import clock
from relnotebook.notebook import scores
from relnotebook.notebook.surveys import Results, Said, SurveyLine, Week
from relnotebook.ui.feedback.question_results import MOST_WORDS, QuestionResults
from relnotebook.widgets import draw
from relnotebook.widgets.theme import of as theme_of


def said(words: str, **more: Any) -> Said:
    when: datetime = clock.now() - timedelta(hours=1)
    given: dict[str, Any] = (
        {"given_name": "", "reply_to": "", "complete": True, "language": "en"} | {"inbox": None} | more
    )
    return Said(1, words, when, given["language"], 4, "", (), given["given_name"], given["reply_to"],
                given["complete"], given["inbox"])  # fmt: skip


def results(counts: dict[int, int] | None = None, kind: str = "faces", **more: Any) -> Results:
    tapped = counts or {}
    n = sum(tapped.values())
    line = SurveyLine(1, kind, "How was it?", "live", n, 0, clock.now(), clock.now(), None)
    best = sorted(tapped, reverse=True)
    values: dict[str, Any] = {
        "survey": line, "n": n, "partial": 0, "folded": 0, "counts": tuple((str(k), tapped[k]) for k in best),
        "csat": scores.csat(tapped) if kind == "faces" else None,
        "nps": scores.nps(tapped) if kind == "nps" else None,
        "reasons": (), "words": (), "by_language": (), "per_week": (),
    } | more  # fmt: skip
    return Results(**values)


@pytest.fixture
def shown(qtbot: Any, theme: Any) -> Any:
    """Show results; gives the widget."""
    made = QuestionResults()
    qtbot.addWidget(made)
    made.resize(480, 900)
    made.show()

    def show(found: Results) -> QuestionResults:
        made.show_results(found)
        return made

    return show


def test_nobody_has_answered(shown: Any) -> None:
    view = shown(results())
    assert view.headline.text() == "Nobody has answered yet."
    assert not view.figure.isVisible()
    assert not view.counts.isVisible()


def test_too_few_answers_give_their_counts_and_no_figure(shown: Any) -> None:
    view = shown(results({5: 20, 1: 9}))
    assert view.headline.text() == "29 answers"
    assert view.figure.text() == "Too few to say how satisfied they are (CSAT)."
    assert view.span.text() == "20 of 29 took one of the two best faces. A figure stands here after 1 more answer."
    assert view.counts.rows() == (("5", 20), ("1", 9))


def test_thirty_answers_give_a_figure_with_its_span(shown: Any) -> None:
    view = shown(results({5: 18, 4: 6, 1: 6}))
    assert view.figure.text() == "Satisfied (CSAT): 80%"
    assert view.span.text() == (
        "24 of 30 took one of the two best faces. With so many answers the true share is probably between 63 and 90%."
    )


def test_a_score_of_recommending_has_its_sign_and_its_parts(shown: Any) -> None:
    view = shown(results({10: 9, 7: 3, 0: 18}, "nps"))
    assert view.figure.text() == "Recommending you (NPS): \u221230"
    assert view.span.text().startswith("9 or 10: 9. 7 or 8: 3. 0 to 6: 18.")


def test_unfinished_and_played_answers_are_told_openly(shown: Any) -> None:
    view = shown(results({5: 3}, partial=1, folded=5))
    assert view.open.text() == (
        "1 of them was left before it was sent; what was tapped counts. "
        "5 more came in quick bursts, as when children play; they are kept, and not counted."
    )


def test_the_table_reads_aloud_row_by_row(shown: Any) -> None:
    table = shown(results({5: 3, 4: 1})).counts
    model = table.model()
    assert table.accessibleName() == "Answers"
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Answer", "How many", "Share"]
    assert [model.index(0, n).data() for n in range(3)] == ["5", "3", "75%"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "5. 3. 75%"


def test_the_table_is_as_high_as_its_rows(shown: Any) -> None:
    view = shown(results(dict.fromkeys(range(11), 1), "nps"))
    table = view.counts
    assert table.verticalScrollBar().maximum() == 0
    assert table.rowAt(table.viewport().height() - 4) == 10


def test_reasons_languages_and_weeks_stand_in_tables_of_their_own(shown: Any) -> None:
    weeks = (Week(date(2026, 11, 9), 2, 50), Week(date(2026, 11, 16), 30, 80))
    view = shown(
        results({5: 3}, reasons=(("The coffee", 2),), by_language=(("English", 2), ("Deutsch", 1)), per_week=weeks)
    )
    assert view.reasons.rows() == (("The coffee", 2),)
    assert view.languages.rows() == (("English", 2), ("Deutsch", 1))
    assert view.weeks.rows() == (("9 November", 2), ("16 November: 80% satisfied", 30))
    view = shown(results({5: 3}, by_language=(("English", 3),), per_week=weeks[:1]))
    assert not view.languages.isVisible()
    assert not view.weeks.isVisible()


def test_words_stand_with_when_who_and_how_to_reply(shown: Any) -> None:
    words = (
        said("Lovely <b>buns</b>.", given_name="Anna", reply_to="anna@example.org"),
        said("Zu laut.", language="de", complete=False),
        said("", given_name="Only a name"),
        said("", reply_to="0151 496 0183"),
    )
    view = shown(results({5: 3}, words=words))
    assert view.words() == [
        "Lovely <b>buns</b>. (Today, 07:41, Anna, wants a reply: anna@example.org, English)",
        "Zu laut. (Today, 07:41, no name left, German, not sent to the end)",
        "No words, a name only. (Today, 07:41, Only a name, English)",
        "No words; would like an answer. (Today, 07:41, no name left, wants a reply: 0151 496 0183, English)",
    ]


def test_of_many_words_those_in_the_inbox_are_cut_and_the_others_are_not(shown: Any) -> None:
    heard = tuple(said(f"Word {n}", inbox=n) for n in range(1, MOST_WORDS + 3))
    view = shown(results({5: 99}, words=(*heard, said("Nowhere else", complete=False))))
    assert len(view.words()) == MOST_WORDS + 1
    assert view.words()[-1].startswith("Nowhere else")
    assert view.more.text() == "2 more stand in the inbox."
    view = shown(results({5: 999}, words=heard, in_inbox=500))
    assert view.more.text() == "440 more stand in the inbox."


@pytest.mark.parametrize("width", [200, 240, 300, 361, 480])
def test_the_words_have_their_room_before_the_bars_do(shown: Any, width: int) -> None:
    counts = (("Wonderful", 28), ("Really bad", 1))
    view = shown(replace(results({5: 28, 1: 1}), counts=counts))
    table = view.counts
    view.resize(width, 900)
    model = table.model()
    need = max(draw.advance(words, theme_of().font("body")) for words, _n in counts) + theme_of().px(20)
    assert table.columnWidth(0) >= min(need, table.viewport().width() - table.columnWidth(1) - theme_of().px(62))
    assert table.columnWidth(2) >= draw.advance("100%", theme_of().font("small", tabular=True)) + theme_of().px(20)
    assert sum(table.columnWidth(n) for n in range(3)) == table.viewport().width()
    assert not view.grab().toImage().isNull()
    assert model.columnCount() == 3


def test_in_a_small_window_nothing_of_the_first_column_is_cut(shown: Any) -> None:
    view = shown(replace(results({5: 28, 1: 1}), counts=(("Wonderful", 28), ("Really bad", 1))))
    view.resize(240, 900)
    need = draw.advance("Really bad", theme_of().font("body")) + theme_of().px(20)
    assert view.counts.columnWidth(0) >= need
