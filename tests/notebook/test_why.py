from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relnotebook.base.text import fold, words
from relnotebook.notebook.why import Text, Why, explain, explain_loosely, found_in


def marked(why: Why | None) -> str:
    """The text with the matching letters in brackets."""
    assert why is not None
    text = why.text
    for start, end in reversed(why.spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return f"{why.field}: {text}"


def asked(typed: str) -> list[tuple[str, ...]]:
    return [(word,) for word in words(typed)]


@pytest.mark.parametrize(
    ("typed", "shown", "expected"),
    [
        ("tran", "Trần Minh Anh", "[Trần] Minh Anh"),
        ("tran", "Tra\u0302\u0300n Minh Anh", "[Tra\u0302\u0300n] Minh Anh"),
        ("tra", "Tra\u0302\u0300n Minh Anh", "[Tra\u0302\u0300]n Minh Anh"),
        ("minh tr", "Trần Minh Anh", "[Tr]ần [Minh] Anh"),
        ("ng", "Ngozi Okafor", "[Ng]ozi Okafor"),
        ("oka", "Ngozi Okafor", "Ngozi [Oka]for"),
        ("ngozi oka", "Ngozi Okafor", "[Ngozi Oka]for"),
        ("strasse", "Große Straße", "Große [Straße]"),
        ("gros", "Große Straße", "[Groß]e Straße"),
        ("soren", "Søren Ærø", "[Søren] Ærø"),
        ("ae", "Søren Ærø", "Søren [Æ]rø"),
        ("lukasz", "ŁUKASZ Żak", "[ŁUKASZ] Żak"),
        ("田", "田中 葵", "[田]中 葵"),
        ("ka", "Oka Karlsson", "Oka [Ka]rlsson"),
    ],
)
def test_the_matching_letters_are_those_of_the_shown_text(typed: str, shown: str, expected: str) -> None:
    why, whole = explain([Text("name", shown)], asked(typed))
    assert whole
    assert marked(why) == f"name: {expected}"


@pytest.mark.parametrize(
    ("typed", "shown", "normal", "expected"),
    [
        ("0183", "0151 496 0183", "441514960183", "0151 496 [0183]"),
        ("4960", "0151 496 0183", "441514960183", "0151 [496 0]183"),
        ("0151", "0151 496 0183", "441514960183", "[0151] 496 0183"),
        ("44151", "0151 496 0183", "441514960183", "[0151] 496 0183"),
        ("441514960183", "0151 496 0183", "441514960183", "[0151 496 0183]"),
        ("0151", "+44 151 496 0183", "441514960183", "+44 [151] 496 0183"),
        ("44151", "+44 151 496 0183", "441514960183", "+[44 151] 496 0183"),
        ("01", "0151 496 0101", "441514960101", "0151 496 01[01]"),
        ("44", "0151 496 0183", "441514960183", "[0]151 496 0183"),
        ("999", "0151 496 0183", "441514960183", None),
    ],
)
def test_digits_are_found_in_any_grouping(typed: str, shown: str, normal: str, expected: str | None) -> None:
    why, _ = explain([Text("phone", shown, normal)], [(typed,)])
    assert (why and marked(why)) == (expected and f"phone: {expected}")


def test_the_first_text_that_holds_every_word_is_the_reason() -> None:
    known = [Text("name", "Ngozi Flatt"), Text("usual", "Flat white"), Text("tag", "Flat")]
    assert marked(explain(known, asked("flat"))[0]) == "name: Ngozi [Flat]t"
    assert marked(explain(known, asked("flat whi"))[0]) == "usual: [Flat whi]te"


def test_beside_the_name_the_reason_is_what_the_name_does_not_say() -> None:
    known = [Text("name", "Ana Silva"), Text("phone", "0151 496 0417", "441514960417")]
    why, whole = explain(known, [("ana",), ("417",)])
    assert whole
    assert marked(why) == "phone: 0151 496 0[417]"
    why, whole = explain(known, [("ana",), ("zoe",)])
    assert not whole
    assert marked(why) == "name: [Ana] Silva"
    assert explain(known, [("zoe",)]) == (None, False)


def test_a_word_begins_where_a_word_begins() -> None:
    assert found_in(Text("name", "Banana Ana"), [("ana",)]) == {("ana",): (7, 10)}
    assert found_in(Text("name", "Banana"), [("ana",)]) == {}
    assert found_in(Text("usual", "oat-flat"), [("flat",)]) == {("flat",): (4, 8)}


@pytest.mark.parametrize(
    ("typed", "shown", "expected"),
    [
        ("obrien", "Seán O'Brien", "Seán [O'Brien]"),
        ("annemarie", "Anne-Marie Kohl", "[Anne-Marie] Kohl"),
        ("delacruz", "Rosa de la Cruz", "Rosa [de la Cruz]"),
        ("mueller", "Jürgen Müller", "Jürgen [Müller]"),
        ("eleni", "Ελένη Παππά", "[Ελένη] Παππά"),
        ("小明", "王小明", "王[小明]"),
    ],
)
def test_other_ways_to_write_a_name_are_explained_too(typed: str, shown: str, expected: str) -> None:
    assert explain([Text("name", shown)], [(typed,)])[0] is None
    assert marked(explain_loosely([Text("name", shown)], [(typed,)])) == f"name: {expected}"


def test_what_is_nowhere_has_no_reason() -> None:
    assert explain_loosely([Text("name", "Ngozi")], [("zoe",)]) is None


@given(st.text(max_size=30), st.text(max_size=6))
def test_spans_are_always_of_the_text_and_say_what_was_typed(shown: str, typed: str) -> None:
    forms = asked(typed)
    assume(forms)
    why, whole = explain([Text("name", shown)], forms)
    if why is None:
        return
    last = 0
    for start, end in why.spans:
        assert last <= start < end <= len(shown)
        last = end
    if whole and len(forms) == 1:
        assert fold(shown[why.spans[0][0] : why.spans[0][1]]).find(forms[0][0]) >= 0
