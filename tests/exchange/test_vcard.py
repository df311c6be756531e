"""vCards as phones and mail programs write them, and as nobody should."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import Refusal
from relnotebook.exchange import vcard
from relnotebook.exchange.vcard import Card, cards


def read(text: str | bytes) -> list[Card]:
    return list(cards(text if isinstance(text, bytes) else text.encode()))


def one(*lines: str, encoding: str = "utf-8") -> Card:
    [card] = read("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")).encode(encoding))
    return card


def test_a_plain_card_gives_its_properties() -> None:
    card = one(
        "VERSION:3.0", "FN:Ngozi Okafor", "TEL;TYPE=CELL,VOICE:0151 496 0183", "item1.EMAIL:ngozi@okafor.example"
    )
    assert card.first("FN") == "Ngozi Okafor"
    [phone], [email] = card.all("TEL"), card.all("EMAIL")
    assert phone.head.types == {"cell", "voice"}
    assert (email.head.group, email.text) == ("item1", "ngozi@okafor.example")


def test_bare_types_of_the_old_form_are_types() -> None:
    [phone] = one("TEL;HOME;PREF:1", "VERSION:2.1").all("TEL")
    assert phone.head.types == {"home", "pref"}


def test_a_fold_may_cut_a_letter_in_two() -> None:
    raw = "BEGIN:VCARD\r\nFN:Siobhán Ní Bhriain\r\nEND:VCARD\r\n".encode()
    cut = raw.index("á".encode()) + 1
    assert read(raw[:cut] + b"\r\n " + raw[cut:])[0].first("FN") == "Siobhán Ní Bhriain"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n", "\n\n"])
def test_any_line_end_will_do(end: str) -> None:
    text = end.join(("BEGIN:VCARD", "FN:Aoi Tanaka", "NOTE:half", "  shot", "END:VCARD", ""))
    [card] = read(text)
    assert (card.first("FN"), card.first("NOTE")) == ("Aoi Tanaka", "half shot")


def test_quoted_printable_goes_over_soft_breaks() -> None:
    card = one("NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe=0D=0A=", "aus K=C3=B6ln", "FN:Eva")
    assert card.first("NOTE").split() == ["Grüße", "aus", "Köln"]
    assert card.first("FN") == "Eva"


def test_a_soft_break_cannot_swallow_the_end() -> None:
    first, second = read(
        "BEGIN:VCARD\nFN:Ada\nLABEL;ENCODING=QUOTED-PRINTABLE:Mill Lane=\nEND:VCARD\nBEGIN:VCARD\nFN:Tom\nEND:VCARD\n"
    )
    assert (first.first("FN"), second.first("FN")) == ("Ada", "Tom")


def test_a_declared_encoding_is_believed_and_a_made_up_one_is_not() -> None:
    raw = "BEGIN:VCARD\nN;CHARSET=windows-1251:Мельник\nNOTE;CHARSET=Murks:Größe\nEND:VCARD\n"
    lines = raw.split("\n")
    data = b"\n".join([*(x.encode("cp1251" if "1251" in x else "cp1252") for x in lines)])
    [card] = read(data)
    assert (card.first("N"), card.first("NOTE")) == ("Мельник", "Größe")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "mac_roman"])
def test_the_same_card_in_any_encoding_is_the_same(encoding: str) -> None:
    assert one("FN:Jürgen Großmann", "NOTE:Léa grüßt", encoding=encoding).first("FN") == "Jürgen Großmann"


def test_a_photo_in_the_file_is_taken_however_its_lines_are_broken() -> None:
    for lines in (
        ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRgAB"),
        ("PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQ", "SkZJRgAB", ""),
        ("PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgAB",),
        ("PHOTO;TYPE=JPEG:data:base64\\,/9j/4AAQSkZJRgAB",),
    ):
        card = one(*lines, "FN:Ada")
        assert card.photo is not None
        assert card.photo[:4] == b"\xff\xd8\xff\xe0"
        assert card.first("FN") == "Ada"


def test_a_photo_on_the_internet_is_left_there() -> None:
    assert one("PHOTO;VALUE=URI:https://example.org/a.jpg", "FN:Ada").photo is None


def test_junk_for_a_photo_leaves_the_card_whole() -> None:
    card = one("PHOTO;ENCODING=b:!!!!", "FN:Ada")
    assert (card.photo, card.left_out, card.first("FN")) == (None, ["PHOTO"], "Ada")


def test_a_card_without_an_end_is_still_a_card() -> None:
    first, second = read("BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Tom\n")
    assert (first.first("FN"), second.first("FN")) == ("Ada", "Tom")


def test_an_agent_is_inside_its_card_and_no_customer() -> None:
    [card] = read("BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Tom\nEND:VCARD\nTEL:1\nEND:VCARD\n")
    assert (card.first("FN"), card.first("TEL"), card.agents[0].first("FN")) == ("Ada", "1", "Tom")


def test_a_card_without_a_beginning_is_read() -> None:
    [card] = read("FN:Ada\nTEL:0151 496 0183\nEND:VCARD\n")
    assert card.first("TEL") == "0151 496 0183"


def test_backslashes_escape_what_they_may() -> None:
    card = one(r"NOTE:one\, two\; three\nfour C:\Users \\ end", r"N:O\;Brien;Siobhán;;;")
    assert card.first("NOTE") == "one, two; three\nfour C:\\Users \\ end"
    assert card.all("N")[0].parts()[:2] == ["O;Brien", "Siobhán"]


def test_quotes_may_hold_the_marks_of_the_format() -> None:
    [name] = one('N;SORT-AS="Harten:Rene;x";LANGUAGE=nl:van Harten;Rene').all("N")
    assert name.parts() == ["van Harten", "Rene"]
    assert name.head.params["LANGUAGE"] == "nl"


def test_a_note_that_was_broken_by_hand_is_put_together() -> None:
    card = one("NOTE:Likes the window seat", "and the second shelf", "FN:Ada")
    assert card.first("NOTE") == "Likes the window seat\nand the second shelf"


def test_a_line_that_is_nothing_is_kept_aside() -> None:
    assert one("FN:Ada", "what is this").unread == ["what is this"]


def test_too_long_a_value_is_cut_and_named() -> None:
    card = one("FN:Ada", "NOTE:" + "x" * (vcard.MAX_VALUE + 5))
    assert len(card.first("NOTE")) == vcard.MAX_VALUE
    assert card.left_out == ["NOTE"]


def test_too_long_a_line_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard, "MAX_LINE", 1_000)
    card = one("FN:Ada", "NOTE:" + "x" * 2_000, "X-BOMB:a" + "\r\n bcd" * 1_000, "TEL:1")
    assert card.left_out == ["NOTE", "X-BOMB"]
    assert card.first("TEL") == "1"


def test_a_file_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal, match="too-big"):
        read(b"x" * (vcard.MAX_BYTES + 1))
    with pytest.raises(Refusal, match="too-big"):
        read(b"\n" * (vcard.MAX_LINES + 1))
    monkeypatch.setattr(vcard, "MAX_CARDS", 3)
    for many in ("BEGIN:VCARD\nFN:a\nEND:VCARD\n", "BEGIN:VCARD\nAGENT:\n"):
        with pytest.raises(Refusal, match="too-many-cards"):
            read(many * 4)


def test_a_fold_bomb_ends_in_time() -> None:
    before = time.perf_counter()
    card = one("FN:Ada", "NOTE:a", *[" b"] * 300_000, 'X;Y="' + "a;" * 100_000)
    assert card.first("NOTE").startswith("abbb")
    assert time.perf_counter() - before < 5


def test_random_bytes_never_stop_the_reader() -> None:
    chance = random.Random(7)
    pieces = [
        b"BEGIN:VCARD\n",
        b"END:VCARD\n",
        b"FN:",
        b"\n ",
        b"=\n",
        b";ENCODING=QUOTED-PRINTABLE:",
        b'"',
        b"AGENT:\n",
        b":",
    ]
    for _round in range(400):
        junk = b"".join(chance.choice(pieces) + chance.randbytes(chance.randrange(9)) for _piece in range(60))
        for card in cards(junk):
            assert isinstance(card.first("FN"), str)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([b"FN:Ana", b"NOTE:a=", b" ", b"\t", b"\n", b"\n", b"x", b":", b"TEL;CELL:1"]), max_size=30
    )
)
def test_files_with_nothing_but_folds_are_read_the_short_way_as_the_long_way(pieces: list[bytes]) -> None:
    data = b"".join(pieces).replace(b"=\n", b"=x\n")
    assert list(vcard._logical(data)) == list(vcard._mended(data))
