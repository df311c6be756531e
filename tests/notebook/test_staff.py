from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, StaffId
from relnotebook.notebook import pins, staff, team, timeline, touchpoints, visits

from ..builders import Shop


def names(shop: Shop) -> list[str]:
    return [colleague.name for colleague in shop.read(staff.everyone)]


def test_colleagues_stand_by_name(shop: Shop) -> None:
    for name in ("Priya", "jonas", "Mara"):
        shop.do(staff.set_colleague, name)
    assert names(shop) == ["jonas", "Mara", "Priya"]


def test_a_colleague_is_renamed(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mra", role="Owner")
    assert shop.do(staff.set_colleague, " Mara ", role="Owner", staff=mara) == mara
    assert shop.read(staff.everyone) == (staff.Colleague(mara, "Mara", "Owner"),)


def test_two_of_the_same_name_cannot_be_told_apart(shop: Shop) -> None:
    shop.do(staff.set_colleague, "Jonas")
    with pytest.raises(Refusal, match="name-taken"):
        shop.do(staff.set_colleague, "JONAS")
    mara = shop.do(staff.set_colleague, "Mara")
    with pytest.raises(Refusal, match="name-taken"):
        shop.do(staff.set_colleague, "Jonas", staff=mara)


def test_a_colleague_who_left_keeps_their_name_on_what_they_wrote(shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    ngozi = shop.customer("Ngozi Okafor")
    shop.store.do_as(jonas, touchpoints.add_note, ngozi.id, "Loves the window seat")
    shop.do(staff.remove_colleague, jonas)
    assert names(shop) == []
    assert shop.read(timeline.page, ngozi.id).entries[0].staff == "Jonas"
    shop.undo()
    assert names(shop) == ["Jonas"]


def test_what_somebody_unknown_wrote_is_kept_and_signed_by_nobody(shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    ngozi = shop.customer("Ngozi Okafor").usual("flat white")
    shop.do(staff.remove_colleague, jonas)
    shop.store.do_as(StaffId(99), touchpoints.log, ngozi.id, "Hello", follow_up="Ring her")
    shop.store.do_as(StaffId(99), visits.log, ngozi.id, ["Tea"])
    assert [entry.staff for entry in shop.read(timeline.page, ngozi.id).entries] == ["", ""]
    assert shop.read(lambda s: s.raw("SELECT DISTINCT staff_id FROM step")) == [(None,)]
    shop.undo()
    assert len(shop.read(timeline.page, ngozi.id).entries) == 1


def test_who_comes_back_is_the_same_colleague(shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.do(staff.remove_colleague, jonas)
    assert shop.do(staff.set_colleague, "Jonas", role="Saturdays") == jonas
    assert shop.read(staff.everyone) == (staff.Colleague(jonas, "Jonas", "Saturdays"),)


def test_a_colleague_has_a_name(shop: Shop) -> None:
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(staff.set_colleague, " \u200b ")
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(staff.remove_colleague, 99)
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(staff.set_colleague, "Mara", staff=99)
    assert shop.acts() == [Act.START_NOTEBOOK]


def test_particulars_say_who_has_a_pin_and_when_they_were_born(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara", role="Owner")
    abel = shop.do(staff.set_colleague, "Abel")
    shop.do(pins.set_pin, mara, "481590")
    shop.do(team.set_birthday, mara, 29, 2)
    assert shop.read(staff.particulars) == (
        staff.Particulars(abel, "Abel", "", False, None),
        staff.Particulars(mara, "Mara", "Owner", True, (29, 2)),
    )
    shop.do(staff.remove_colleague, mara)
    assert [one.name for one in shop.read(staff.particulars)] == ["Abel"]
