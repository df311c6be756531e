"""The same names in many alphabets' old encodings read as the same names."""

from __future__ import annotations

import pytest

from relnotebook.exchange import letters
from relnotebook.exchange.letters import Reading

WESTERN = "Jürgen Großmann\nLéa Fontaine\nMañana Ibáñez\n“quoted” – it’s\n"


@pytest.mark.parametrize(
    ("encoding", "text", "region"),
    [
        ("cp1252", WESTERN, "GB"),
        ("mac_roman", "Jürgen Großmann\nLéa Fontaine\nIbáñez\n", "GB"),
        ("cp850", "Jürgen Großmann\nLéa Fontaine\nIbáñez\n", "GB"),
        ("cp1250", "Wójcik Łukasz\nDąbrowska Żaneta\nPaweł Ściana\n", "GB"),
        ("cp1250", "Dvořák Jiří\nNěmcová Božena\n", "CZ"),
        ("cp1251", "Катерина Мельник\nИван Петров\n", "GB"),
        ("koi8_r", "Катерина Мельник\nИван Петров\n", "GB"),
        ("cp1253", "Ελένη Παπαδοπούλου\nΒαγγέλης\n", "GB"),
        ("cp1254", "Yusuf Şahin\nİpek Güneş\nÇağla\n", "TR"),
        ("cp1255", "אפרים קישון\nלוי כהן\n", "GB"),
        ("cp1256", "عمر حداد\nفاطمة الزهراء\n", "GB"),
        ("gb18030", "王小明\n李娜\n张伟 北京市朝阳区\n陈静 上海\n", "CN"),
        ("cp932", "田中 葵\n佐藤 花子\nタナカ アオイ\n東京都\n", "JP"),
        ("cp949", "박지우\n김민준 서울특별시\n이서연\n", "KR"),
    ],
)
def test_names_in_an_old_encoding_are_read(encoding: str, text: str, region: str) -> None:
    raw = text.encode(encoding)
    assert Reading.of([raw], region).text(raw) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_known_by_its_mark_or_its_zeros(encoding: str) -> None:
    text = "Name;Telefon\nJürgen Großmann;0151 496 0183\n" * 20
    raw = text.encode(encoding)
    assert Reading.of([raw]).text(raw).lstrip("\ufeff") == text


def test_one_line_of_another_program_does_not_spoil_the_others() -> None:
    raw = "Ngozi’s café\nSiobhán Ní Bhriain\nAoi Tanaka 田中 葵\n".encode() + "Jürgen\n".encode("cp1252")
    reading = Reading.of([raw])
    assert reading.encoding == "utf-8"
    assert reading.text(raw).splitlines()[1:] == ["Siobhán Ní Bhriain", "Aoi Tanaka 田中 葵", "Jürgen"]


def test_a_torn_letter_is_left_out_and_the_rest_stays() -> None:
    assert letters.mended("Kommentar ÄÖÜ".encode()[:-1]) == "Kommentar ÄÖ"
    assert letters.mended("Größe".encode("cp1252")) is None


@pytest.mark.parametrize("encoding", ["idna", "hex", "murks", "undefined", "utf-8\0"])
def test_an_encoding_that_is_none_still_gives_the_text(encoding: str) -> None:
    assert letters.decode(b"Aoi Tanaka", encoding) == "Aoi Tanaka"


def test_no_bytes_at_all_cannot_stop_the_reader() -> None:
    for raw in (b"", b"\xff", b"\x00" * 9, b"\xfe\xff", bytes(range(256)) * 3, b"\x81\x8d\x8f\x90\x9d"):
        assert isinstance(Reading.of([raw]).text(raw), str)


def test_what_is_offered_has_a_name_and_the_countrys_own_comes_first() -> None:
    assert letters.likely("PL")[0] == "cp1250"
    assert letters.likely("RU")[0] == "cp1251"
    assert len(set(letters.likely("PL"))) == len(letters.likely("PL"))
    for encoding in (*letters._HOME_GROUPS, *letters._WESTERN, *letters._OTHERS, "utf-8", "utf-16-le"):
        assert letters.title(encoding) != encoding
    assert letters.title("klingon") == "klingon"
