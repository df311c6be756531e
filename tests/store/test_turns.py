"""Turns: who writes next."""

from __future__ import annotations

import threading

from relnotebook.store.turns import Turns


def test_a_patient_writer_lets_the_counter_go_first() -> None:
    turns, order = Turns(), []

    def write(name: str, patient: bool) -> None:
        with turns.taken(patient=patient):
            order.append(name)

    with turns.taken():
        threads = [threading.Thread(target=write, args=a) for a in (("import", True), ("counter", False))]
        for thread in threads:
            thread.start()
        with turns._condition:
            turns._condition.wait_for(lambda: turns._hurried == 1, timeout=5)
    for thread in threads:
        thread.join()
    assert order == ["counter", "import"]


def test_a_turn_is_given_back_after_a_failure() -> None:
    turns = Turns()
    try:
        with turns.taken():
            raise ValueError
    except ValueError:
        pass
    with turns.taken():
        assert turns._busy
