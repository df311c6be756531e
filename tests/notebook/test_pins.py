"""PINs: whose it is, what is kept of it, and what is none."""

from __future__ import annotations

import pytest

from relnotebook.base import sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import StaffId
from relnotebook.notebook import history, pins, staff

from ..builders import Shop


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "COST", 2**4)


def test_nobody_has_a_pin_at_first(shop: Shop) -> None:
    shop.do(staff.set_colleague, "Mara")
    assert not shop.read(pins.has_pins)
    assert shop.read(pins.check, "1234") is None


def test_a_pin_tells_whose_it_is(shop: Shop) -> None:
    mara, jonas = shop.do(staff.set_colleague, "Mara"), shop.do(staff.set_colleague, "Jonas")
    shop.do(pins.set_pin, mara, "4821")
    shop.do(pins.set_pin, jonas, "907155")
    assert shop.read(pins.has_pins)
    assert shop.read(pins.check, "4821") == mara
    assert shop.read(pins.check, "907155") == jonas
    for wrong in ("", "4822", "48210", "482", "９０７１５５", "907155 ", "x" * 5000):
        assert shop.read(pins.check, wrong) is None


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "12 34", "１２３４", "-123", "1234\n"])
def test_what_is_no_pin_is_refused(shop: Shop, pin: str) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    with pytest.raises(Refusal, match="bad-pin"):
        shop.do(pins.set_pin, mara, pin)
    assert not shop.read(pins.has_pins)


def test_nobody_unknown_gets_a_pin(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(pins.set_pin, StaffId(99), "4821")


def test_the_digits_are_kept_nowhere_and_equal_pins_look_different(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    found = []
    for _time in range(2):
        shop.do(pins.set_pin, mara, "48213907")
        found += [key.kept for key in shop.read(pins.keys)]
    first, second = found
    assert first != second
    told = str(shop.read(lambda s: s.raw("SELECT before, label FROM image, step"))) + first + second
    assert "48213907" not in told


def test_a_new_pin_ends_the_old_one_and_the_history_shows_neither(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara")
    for pin in ("4821", "5566"):
        shop.do(pins.set_pin, mara, pin)
    assert shop.read(pins.check, "4821") is None
    assert shop.read(pins.check, "5566") == mara
    assert not any("scrypt" in str(line.fields) for line in shop.read(history.steps))


def test_who_left_or_gave_it_back_opens_nothing(shop: Shop) -> None:
    mara, jonas = shop.do(staff.set_colleague, "Mara"), shop.do(staff.set_colleague, "Jonas")
    for one, pin in ((mara, "4821"), (jonas, "5566")):
        shop.do(pins.set_pin, one, pin)
    shop.do(pins.remove_pin, mara)
    shop.do(staff.remove_colleague, jonas)
    assert shop.read(pins.check, "4821") is None
    assert shop.read(pins.check, "5566") is None
    assert not shop.read(pins.has_pins)


def test_no_two_colleagues_open_the_door_with_the_same_pin(shop: Shop) -> None:
    mara, jonas = shop.do(staff.set_colleague, "Mara"), shop.do(staff.set_colleague, "Jonas")
    shop.do(pins.set_pin, mara, "4821")
    with pytest.raises(Refusal, match="pin-taken") as refused:
        shop.do(pins.set_pin, jonas, "4821")
    said = sentences.problem(refused.value)
    assert said == "That PIN cannot be taken. Think of another one."
    assert "Mara" not in said
    shop.do(pins.set_pin, mara, "4821")
    shop.do(staff.remove_colleague, mara)
    shop.do(pins.set_pin, jonas, "4821")
    assert shop.read(pins.check, "4821") == jonas


def test_a_damaged_entry_fits_no_pin() -> None:
    for kept in ("x", "scrypt$16$zz$00", "scrypt$3$00$00", "a$b$c$d", "scrypt$16$00$"):
        assert pins.match((pins.Key(StaffId(1), kept),), "4821") is None


def test_every_pin_is_looked_at_also_after_one_has_fitted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, pin in (("Mara", "4821"), ("Jonas", "4822"), ("Priya", "4823")):
        shop.do(pins.set_pin, shop.do(staff.set_colleague, name), pin)
    known, seen = shop.read(pins.keys), []
    fits = pins._fits

    def counted(kept: str, pin: str) -> bool:
        seen.append(kept)
        return fits(kept, pin)

    monkeypatch.setattr(pins, "_fits", counted)
    assert pins.match(known, "4821") == known[0].staff
    assert len(seen) == 3
