"""One thing done to many cards: at once, or in parts with a way to stop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relnotebook.notebook import finding, many
from relnotebook.ui.customers import together

from ...builders import Shop
from ..conftest import Till
from .tables import TableAtWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def work(open_till: Callable[[], Till], shop: Shop, monkeypatch: pytest.MonkeyPatch) -> TableAtWork:
    monkeypatch.setattr(together, "MOST", 2)
    monkeypatch.setattr(many, "PART", 2)
    for n in range(5):
        shop.customer(f"Guest {n}")
    return TableAtWork(open_till(), shop)


def test_thousands_go_in_parts_and_come_back_with_one_undo(work: TableAtWork) -> None:
    work.press("Ctrl+A", "Del")
    work.till.says("5 cards are in the bin.")
    work.settled()
    assert len(work.reads(finding.binned)) == 5
    assert not work.page.together.busy
    assert not work.page.desk.progress.isVisible()
    work.press("Ctrl+Z").settled().until(lambda: len(work.names()) == 5)
    assert work.reads(finding.binned) == ()


def test_a_second_one_waits_for_the_first(work: TableAtWork) -> None:
    work.press("Ctrl+A")
    work.page.bin()
    assert work.page.together.busy
    assert work.page.desk.progress.isVisible()
    work.page.bin()
    work.until(lambda: not work.page.together.busy)
    work.settled()
    assert len(work.reads(finding.binned)) == 5


def test_what_is_stopped_is_taken_back(work: TableAtWork) -> None:
    work.press("Ctrl+A")
    work.page.bin()
    work.page.desk.progress.button.click()
    work.until(lambda: not work.page.together.busy)
    work.settled()
    assert len(work.reads(finding.binned)) in (0, 5)  # 5 when it was done before it heard of it
