"""Stops among the customers, at what comes in, at doubles and on the Mailings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from relnotebook.tour.guide import Guide, Size, Stop

CONTROL = Qt.KeyboardModifier.ControlModifier
REGULARS = """\
Full Name;Mobile;E-Mail 1;Newsletter;DOB;Fav drink;Notes;Loyalty No;X_FLAG
Nguyễn Thị Hoa;0151 496 0301;hoa@nguyen.example;yes;03/11/1984;Iced coffee, condensed milk;;4000 1187;1
Trần Minh Anh;0151 496 0139;minh.anh@tran.example;;;Iced oat flat white, no syrup;;4000 1188;1
W. Dabrowska;0151 496 0119;;Y;;;Allergic to walnuts!;4000 1189;0
Paul Meier;0151 496 0304;paul@meier.example;no;12/01/1990;Cortado;pays monthly;4000 1190;1
Élise Fournier;0151 496 0305;elise@fournier.example;;25/07/1971;Earl Grey, lemon;;4000 1191;1
Jan Kowalski;+48 601 555 0171;jan@kowalski.example;yes;07/07/1971;Filter coffee;No lactose, she gets ill;4000 1192;0
Sofia Marín;0151 496 0307;sofia@marin.example;yes;;Matcha latte;Allergic to bees;4000 1193;1
"""


def customers(t: Guide) -> Stop:
    t.press(Qt.Key.Key_2, CONTROL)
    yield t.on("customers")
    yield t.seen("Amara Diallo")
    t.picture("43-customers")
    for _row in range(3):
        t.press(Qt.Key.Key_Space)
        t.press(Qt.Key.Key_Down)
    yield t.seen("3 chosen")
    t.picture("44-customers-chosen")
    t.press(Qt.Key.Key_Escape)


def mailings(t: Guide) -> Stop:
    t.press(Qt.Key.Key_6, CONTROL)
    yield t.on("mailings")
    yield t.seen("people will hear from you")
    t.picture("49-mailings")
    t.click("Address labels")
    yield t.seen("labels on")
    t.picture("50-mailings-labels")
    t.click("Mailing tool")


def in_a_small_window(t: Guide) -> Stop:
    yield t.resize(Size(1024, 700))
    t.press(Qt.Key.Key_6, CONTROL)
    yield t.on("mailings")
    t.picture("51-mailings-1024x700")
    t.press(Qt.Key.Key_2, CONTROL)
    yield t.on("customers")
    t.picture("52-customers-1024x700")
    yield t.resize(Size())


def bring_in(t: Guide) -> Stop:
    file = t.folder / "regulars.csv"
    file.write_text(REGULARS, "utf-8")
    try:
        yield from _brought_in(t, file)
    finally:
        file.unlink()


def _brought_in(t: Guide, file: Path) -> Stop:
    t.window().people.bring_in(file)
    yield t.on("importing")
    yield t.seen("regulars.csv")
    t.press(Qt.Key.Key_Return)
    yield t.seen("Fav drink")
    t.picture("45-bring-in-columns")
    t.click("Make all 3 alerts")
    yield t.seen("None of them")
    t.press(Qt.Key.Key_Return, CONTROL)
    yield t.seen("may already be in the notebook")
    t.picture("46-bring-in-doubles")
    t.press(Qt.Key.Key_Return, CONTROL)
    yield t.seen("Check the 3 alerts")
    t.picture("47-bring-in-done")


def doubles(t: Guide) -> Stop:
    t.window().people.show_doubles()
    yield t.on("doubles")
    yield t.seen("Are these one person?")
    t.picture("48-doubles")


def large(t: Guide) -> Stop:
    t.press(Qt.Key.Key_6, CONTROL)
    yield t.on("mailings")
    t.picture("55-mailings-200-percent")
    t.press(Qt.Key.Key_2, CONTROL)
    yield t.on("customers")
    t.picture("56-customers-200-percent")


def in_the_dark(t: Guide) -> Stop:
    t.press(Qt.Key.Key_6, CONTROL)
    yield t.on("mailings")
    yield t.seen("people will hear from you")
    t.picture("53-mailings-dark")
    t.press(Qt.Key.Key_2, CONTROL)
    yield t.on("customers")
    t.picture("54-customers-dark")
