from __future__ import annotations

from relnotebook.widgets.values import Mark, Moment, Row, sorted_marks

ALERT = Mark("alert", "alert-octagon", "Nut allergy")
CAKE = Mark("honey", "cake", "Birthday on Sunday")


def test_a_row_is_spoken_alert_first() -> None:
    row = Row(7, "Ngozi Okafor", "", (CAKE, ALERT), "oat flat white, extra hot", right="Wednesday")
    assert row.says() == "Nut allergy. Ngozi Okafor. Birthday on Sunday. oat flat white, extra hot. Wednesday."


def test_a_row_may_bring_its_own_sentence() -> None:
    assert (
        Row(7, "Ngozi", spoken="Nut allergy. Ngozi. Last in Wednesday.").says()
        == "Nut allergy. Ngozi. Last in Wednesday."
    )


def test_a_row_says_why_it_was_found() -> None:
    row = Row(7, "Ngozi", why=Mark("neutral", "phone", "0151 496 0183"))
    assert row.says() == "Ngozi. 0151 496 0183."


def test_a_heading_is_spoken_with_its_note() -> None:
    row = Row(0, "", heading="Usually in about now", heading_note="from the last 8 Fridays")
    assert row.says() == "Usually in about now. from the last 8 Fridays"


def test_a_moment_is_spoken_as_one_sentence() -> None:
    moment = Moment(1, "Mon 16", "mood-smile", "“Keeps it hot!”", "5 of 5", quiet="Delighted")
    assert moment.says() == "Mon 16. “Keeps it hot!” Delighted. 5 of 5."


def test_alerts_come_before_all_other_marks() -> None:
    marks = (Mark("neutral", "", "a"), CAKE, Mark("accent", "", "b"), ALERT)
    assert [mark.tone for mark in sorted_marks(marks)] == ["alert", "honey", "accent", "neutral"]


def test_a_mark_is_spoken_with_its_strong_word() -> None:
    assert Mark("accent", "hearts", "cardamom", "Loves").words() == "Loves cardamom"
