from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relnotebook.base import text

# Clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ngozi   Okafor ", "Ngozi Okafor"),
        ("Ngozi\tOkafor\n", "Ngozi Okafor"),
        ("Ngo\x00zi\x07\x1b", "Ngozi"),
        ("cafe\u0301", "café"),
        ("\u202egnirts desrever\u202c", "gnirts desrever"),
        ("\u2066a\u2069\u200e\u200f\u061c", "a"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian: the joiner says how the word is drawn
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🍳 Ada", "👩\u200d🍳 Ada"),
        ("\u200d🍳", "🍳"),
        ("half \ud83d emoji", "half emoji"),
        ("no\u00a0break\u3000space", "no break space"),
        ("<b>Bobby</b>", "<b>Bobby</b>"),
        ("", ""),
    ],
)
def test_a_name_is_made_fit_to_keep(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert text.clean(" one \r\n\r\ntwo\u2028three \x85 four\n", lines=True) == "one\n\ntwo\nthree\n four"


def test_text_is_capped_but_never_between_a_letter_and_its_marks() -> None:
    assert text.clean("W" * 10_000) == "W" * text.NAME_LIMIT
    assert text.clean("aaq\u0323\u0302b", limit=4) == "aa"
    assert text.clean("ab👩\u200d🍳", limit=4) == "ab"
    assert text.clean("\u0301" * 9, limit=4) == "\u0301" * 4


@given(st.text(), st.booleans(), st.integers(1, 40))
@example("\u200c\u200c", False, 5)
def test_cleaning_twice_changes_nothing(typed: str, lines: bool, limit: int) -> None:
    once = text.clean(typed, lines=lines, limit=limit)
    assert text.clean(once, lines=lines, limit=limit) == once
    assert len(once) <= limit
    assert not {unicodedata.category(c) for c in once} & {"Cc", "Cs"} - ({"Cc"} if "\n" in once else set())
    once.encode("utf-8")


# Fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ngozi OKAFOR", "ngozi okafor"),
        ("Weiß", "weiss"),
        ("Søren Ødegård", "soren odegard"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Đặng Thị Ánh", "dang thi anh"),
        ("İbrahim Işık", "ibrahim isik"),
        ("Əliyev", "eliyev"),
        ("Þórdís", "thordis"),
        ("Ægir Œuvre", "aegir oeuvre"),
        ("ﬁona Ｗｉｄｅ", "fiona wide"),
        ("Ελένης", "ελενησ"),
        ("ёлка", "елка"),
        ("أحمد", "احمد"),
        ("کیان", "كيان"),
        ("محـــمد", "محمد"),
        ("アオイ", "あおい"),
        ("ｱｵｲ", "あおい"),
        ("٠١٥١", "0151"),
        ("सुनीता", "सुनीता"),
        ("O’Brien", "o'brien"),
        ("Kalaniʻōpuʻu", "kalani'opu'u"),
    ],
)
def test_folding_forgives_case_accents_and_forms(written: str, folded: str) -> None:
    assert text.fold(written) == folded
    assert text.fold(unicodedata.normalize("NFD", written)) == folded
    assert text.fold(unicodedata.normalize("NFC", written)) == folded


@given(st.text())
@example("ℌ")
@example("İ")
@example("ΐ")
def test_folding_twice_changes_nothing(written: str) -> None:
    once = text.fold(written)
    assert text.fold(once) == once
    assert text.words(once) == text.words(written)


def test_words_stand_between_anything_but_letters_and_digits() -> None:
    assert text.words('Smith-Jones, O\'Brien (2nd) *NEAR* "x" 🐕') == [
        "smith",
        "jones",
        "o",
        "brien",
        "2nd",
        "near",
        "x",
    ]
    assert text.words("🐕 *** ") == []


# Keys: each typed form must be a prefix of one of them


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Müller", "muller mueller"),
        ("Søren", "soren soeren"),
        ("O'Brien", "obrien brien"),
        ("Anne-Marie", "anne marie annemarie"),
        ("J.R. Ewing", "jr ewing"),
        ("María de la Cruz", "maria cruz delacruz lacruz"),
        ("Jan van den Berg", "vandenberg denberg"),
        ("Conn McDonald", "mcdonald"),
        ("Mac Donald", "macdonald"),
        ("Ελένη Παπαδοπούλου", "ελενη eleni papadopoulou"),
        ("Сергей", "sergey sergei сергеи"),
        ("王小明", "王小明 小明 明 wangxiaoming xiaoming"),
        ("田中 葵", "田中葵 田中 葵"),
        ("김민준", "김민준 민준 minjun"),
    ],
)
def test_a_name_is_found_under(name: str, typed: str) -> None:
    for form in (name, unicodedata.normalize("NFD", name)):
        found = text.keys(form)
        for word in typed.split():
            assert text.fold(word) in found


def test_plain_names_get_no_needless_keys() -> None:
    assert text.keys("tall man, grey dog") == {"tall", "man", "grey", "dog"}
    assert text.keys("Ngozi Okafor") == {"ngozi", "okafor"}
    assert text.keys("🐕") == set()


def test_a_typed_word_has_the_spellings_of_a_kept_one() -> None:
    assert text.spellings("Müller") == ["muller", "mueller"]
    assert text.spellings("okafor") == ["okafor"]
    assert "eleni" in text.spellings("Ελένη")
    assert text.spellings("?") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("catherine", "kathryn"), ("philip", "filipp"), ("steven", "stephen"), ("smith", "smyth"), ("schmidt", "smit"),
     ("aoife", "aoifa"), ("meyer", "maier"), ("nowak", "novak")],
)  # fmt: skip
def test_names_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert text.sound(one) == text.sound(other)


def test_names_that_do_not_sound_alike_do_not() -> None:
    assert text.sound("ngozi") != text.sound("okafor")
    assert text.sound("anna") != text.sound("tom")
    assert text.sound("") == ""


# Phones


@pytest.mark.parametrize(
    "typed",
    ["0151 496 0183", "01514960183", "(0151) 496-0183", "+44 151 496 0183", "0044 151 496 0183", "+44 (0)151 4960183",
     "٠١٥١ ٤٩٦ ٠١٨٣", "＋44 151 496 0183"],
)  # fmt: skip
def test_one_number_in_every_dress(typed: str) -> None:
    assert text.read_phone(typed, "GB") == text.Phone("441514960183", "01514960183", "0151 496 0183")


def test_a_number_from_abroad_shows_its_country() -> None:
    assert text.read_phone("+49 30 123456", "GB") == text.Phone("4930123456", "030123456", "+49 30 123456")


def test_an_extension_is_shown_but_not_matched_by() -> None:
    phone = text.read_phone("0151 496 0183 ext 12", "GB")
    assert phone is not None
    assert (phone.normal, phone.national) == ("441514960183", "01514960183")
    assert "12" in phone.shown


@pytest.mark.parametrize("region", ["GB", "gb", "XX", ""])
def test_what_cannot_be_read_keeps_its_digits(region: str) -> None:
    assert text.read_phone("12 bell", region) == text.Phone("12", "12", "12 bell")
    assert text.read_phone("9" * 40, region) == text.Phone("9" * 40, "9" * 40, "9" * 40)
    assert text.read_phone("no number", region) is None


@given(st.text(), st.sampled_from(["GB", "US", "DE", "??"]))
def test_no_text_upsets_the_phone_reader(typed: str, region: str) -> None:
    phone = text.read_phone(typed, region)
    assert (phone is None) == (not text.digits(typed))
    text.looks_like_phone(typed)


def test_any_run_of_digits_from_three_up_starts_a_token() -> None:
    phone = text.read_phone("0151 496 0183", "GB")
    assert phone is not None
    tokens = text.phone_tokens(phone)
    assert tokens[:2] == ["441514960183", "01514960183"]
    assert tokens[2:] == ["01514960183"[-n:] for n in range(3, 11)]
    for typed in ("183", "0183", "4960", "0151496", "44151496", "151496"):
        assert any(token.startswith(typed) for token in tokens)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [("0151 496 0183", True), ("+44 151 496 0183", True), ("(030) 12-34.56", True), ("+441", True), ("417", False),
     ("Ana 417", False), ("", False), ("12 May 2026 or so", False), ("+", False), ("0151 496 0183 x12", True)],
)  # fmt: skip
def test_what_looks_like_a_phone(typed: str, phone: bool) -> None:
    assert text.looks_like_phone(typed) is phone


# E-mails


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ngozi.Okafor@Example.com ", "ngozi.okafor@example.com"),
        ("mailto:a@b.co", "a@b.co"),
        ("<a+tag@b.co>", "a+tag@b.co"),
        ("jörg@müller.de", "jörg@müller.de"),
        ("a@b", None),
        ("a b@c.de", None),
        ("a@@b.co", None),
        ("a@b@c.co", None),
        ("a..b@c.de", None),
        (".a@c.de", None),
        ("a.@c.de", None),
        ("a@-c.de", None),
        ("a@.de", None),
        ("@b.co", None),
        ("a@b.c", None),
        ("a@b.co?bcc=x@y.zz", None),
        ("a" * 250 + "@b.co", None),
        ("", None),
    ],
)
def test_an_address_is_read_or_refused(typed: str, kept: str | None) -> None:
    assert text.read_email(typed) == kept


@given(st.text())
def test_no_text_upsets_the_address_reader(typed: str) -> None:
    found = text.read_email(typed)
    assert found is None or found.count("@") == 1


def test_an_address_is_found_by_its_words() -> None:
    assert text.email_tokens("ngozi.okafor@example.com") == ["ngozi", "okafor", "example", "com", "ngoziokafor"]


# Initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ngozi Okafor", "NO"),
        ("tall man, grey dog", "TM"),
        ("Okafor, Ngozi", "ON"),
        ("Ludwig van Beethoven", "LB"),
        ("Ada", "A"),
        ("ßuper mario", "SM"),
        ("e\u0301mile zola", "ÉZ"),
        ("Søren Ødegård", "SØ"),
        ("ʻokina kai", "OK"),
        ("“Big” Al", "BA"),
        ("王小明", "王"),
        ("田中 葵", "田"),
        ("محمد علي", "م"),
        ("सुनीता शर्मा", "सुश"),
        ("🐕 Rex", "R"),
        ("42", "4"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters


@given(st.text())
def test_initials_are_short(name: str) -> None:
    bare = [c for c in text.initials(name) if unicodedata.category(c)[0] != "M"]
    assert len(bare) <= 2


# The rest


def test_tokens_are_joined_once_each_in_order() -> None:
    assert text.join_tokens(["b", "a"], {"a"}, []) == "b a"


def test_neither_library_is_imported_before_it_is_needed() -> None:
    look = (
        "import sys; from relnotebook.base import text; text.keys('Ngozi Müller'); text.words('x');"
        "sys.exit(any(m in sys.modules for m in ('phonenumbers', 'anyascii', 'rapidfuzz')))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "two"),
    [
        ("Ravi and Meera", True),
        ("Ana & Tom Silva", True),
        ("Ines und Jan", True),
        ("Ravi", False),
        ("Ravi Shah", False),
        ("Anders Andersson", False),
        ("and Meera", False),
        ("", False),
    ],
)
def test_two_on_one_card(name: str, two: bool) -> None:
    assert text.are_two(name) is two


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("A second grinder", "A second grinder."),
        ("A second grinder.", "A second grinder."),
        ("Omar said: “I nearly left.”", "Omar said: “I nearly left.”"),
        ("“Is the rye back?”", "“Is the rye back?”"),
        ("„Bitte warten …“", "„Bitte warten …“"),
        ("We call it “the loud one”", "We call it “the loud one”."),
        ("Wait…", "Wait…"),
        ("(it hums)", "(it hums)."),
        ("おいしい。", "おいしい。"),
        ("”", "”"),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_stop(words: str, whole: str) -> None:
    assert text.stopped(words) == whole


def test_what_is_read_aloud_has_one_stop_after_each_part() -> None:
    assert text.aloud("Fri 20", "", "Runs every morning.", "Wait…") == "Fri 20. Runs every morning. Wait…"
    assert text.aloud("") == ""
