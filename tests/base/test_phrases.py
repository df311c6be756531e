from __future__ import annotations

import pytest

from relnotebook.base import phrases
from relnotebook.base.terms import Act, Changes, StepId, UndoLabels

NAMED = (("name", "Ngozi"), ("what", str(Act.LOG_USUAL)))
FOR_MENUS = [act for act in Act if act not in (Act.UNDO, Act.REDO)]


def changes(act: Act, label: tuple[tuple[str, str], ...] = ()) -> Changes:
    return Changes(act, frozenset(), frozenset(), StepId(1), label)


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("label", [(), NAMED, (("name", ""),)])
def test_every_act_is_asked_for_in_natural_english(act: Act, label: tuple[tuple[str, str], ...]) -> None:
    words = phrases.act(act, label)
    assert words[0].islower()
    assert not words.endswith(".")
    assert "{" not in words
    assert "  " not in words


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("label", [(), NAMED])
def test_every_act_done_is_a_quiet_sentence(act: Act, label: tuple[tuple[str, str], ...]) -> None:
    words = phrases.done(changes(act, label))
    assert words[0].isupper()
    assert words.endswith(".")
    assert not set(words) & set("{}!")
    assert len(words.split()) <= 12


@pytest.mark.parametrize(
    ("act", "asked", "done"),
    [
        (Act.BIN_CUSTOMER, "put Ngozi in the bin", "Ngozi is in the bin."),
        (Act.SET_ALERT, "change Ngozi's alert", "Ngozi's alert is in."),
        (Act.ADD_TAG, "tag Ngozi", "Ngozi is tagged."),
        (Act.UNDO, "take back: log the usual for Ngozi", "Taken back: log the usual for Ngozi."),
        (Act.REDO, "do again: log the usual for Ngozi", "Done again: log the usual for Ngozi."),
    ],
)
def test_sentences_a_person_would_say(act: Act, asked: str, done: str) -> None:
    assert phrases.act(act, NAMED) == asked
    assert phrases.done(changes(act, NAMED)) == done


@pytest.mark.parametrize("act", FOR_MENUS)
def test_two_acts_never_read_the_same(act: Act) -> None:
    others = {phrases.act(other, NAMED) for other in FOR_MENUS if other is not act}
    assert phrases.act(act, NAMED) not in others


def test_a_name_that_ends_with_a_stop_does_not_end_with_two() -> None:
    label = (("name", "N."), ("what", str(Act.PART_CARDS)))
    assert phrases.done(changes(Act.UNDO, label)) == "Taken back: part the cards of N."


def test_the_undo_menu() -> None:
    labels = UndoLabels((Act.LOG_USUAL, NAMED), (Act.ADD_NOTE, NAMED))
    assert phrases.undo_label(labels) == "Undo: log the usual for Ngozi"
    assert phrases.redo_label(labels) == "Redo: add a note about Ngozi"
    assert (phrases.undo_label(UndoLabels()), phrases.redo_label(UndoLabels())) == ("Undo", "Redo")


def test_an_undo_of_something_unknown_still_reads_well() -> None:
    assert phrases.done(changes(Act.UNDO, (("what", "an act of tomorrow"),))) == "Taken back: the last step."


def test_half_an_import_is_told_at_opening() -> None:
    said = phrases.recovered(Act.IMPORT_CONTACTS, {"file": "people.csv"})
    assert said.startswith("The last time broke off while this was under way: bring in customers.")


def test_names_cannot_steer_a_terminal_or_turn_words_around() -> None:
    said = phrases.act(Act.LOG_USUAL, {"name": "Ngozi\x1b[31m\u202e{name}"})
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert said == "log the usual for Ngozi [31m {name}"


def test_joiners_of_other_scripts_stay() -> None:
    assert phrases.printable("می‌خواهم") == "می‌خواهم"


@pytest.mark.parametrize(
    ("act", "label", "done"),
    [
        (Act.LOG_USUAL, {"what": "oat flat white"}, "Ngozi's oat flat white is in."),
        (Act.LOG_USUAL, {}, "Ngozi's usual is in."),
        (Act.LOG_VISIT, {"what": "mint tea; cardamom bun"}, "Ngozi's mint tea and cardamom bun are in."),
        (Act.LOG_VISIT, {"what": "asked about the job", "note": "alone"}, "Ngozi's visit is in."),
        (Act.SET_PREFERENCE, {"what": "cardamom"}, "Ngozi's taste is noted: cardamom."),
        (Act.SET_DATE, {"kind": "birthday"}, "Ngozi's birthday is noted."),
        (Act.SET_DATE, {"kind": "other"}, "Ngozi's date is noted."),
        (Act.SET_REMINDER, {"what": "Kateryna's rye loaf."}, "Noted for Ngozi: Kateryna's rye loaf."),
        (Act.LOG_USUAL, {"what": "Two oat flat whites"}, "Ngozi's two oat flat whites are in."),
        (Act.LOG_USUAL, {"what": "Two flat whites, one decaf"}, "Ngozi's two flat whites, one decaf, are in."),
        (Act.LOG_USUAL, {"what": "2 x bun"}, "Ngozi's 2 x bun are in."),
        (Act.LOG_USUAL, {"what": "3 cardamom buns"}, "Ngozi's 3 cardamom buns are in."),
        (Act.LOG_USUAL, {"what": "60 minute massage"}, "Ngozi's 60 minute massage is in."),
        (Act.LOG_USUAL, {"what": "Flat white, two sugars"}, "Ngozi's flat white, two sugars is in."),
        (Act.DO_TOUCH, {}, "Ngozi: done."),
        (Act.SNOOZE_TOUCH, {"what": "Monday"}, "Ngozi: put off till Monday."),
        (Act.SNOOZE_TOUCH, {}, "Ngozi: put off."),
        (Act.SKIP_TOUCH, {"kind": "gap"}, "Ngozi: not asked this time."),
        (Act.SKIP_TOUCH, {"kind": "birthday"}, "Ngozi: skipped this time."),
        (Act.SET_STATE, {"state": "deceased"}, "Ngozi is marked as having died."),
        (Act.SET_STATE, {"state": "moved"}, "Ngozi is marked as moved away."),
        (Act.SET_STATE, {"state": "active"}, "Ngozi is marked as a customer again."),
    ],
)
def test_the_toast_names_the_thing(act: Act, label: dict[str, str], done: str) -> None:
    assert phrases.done(changes(act, (("name", "Ngozi"), *label.items()))) == done


@pytest.mark.parametrize(
    ("act", "label", "done"),
    [
        (Act.SNOOZE_TOUCH, {"what": "16:45"}, "Ravi and Meera: put off till 16:45."),
        (Act.DO_TOUCH, {}, "Ravi and Meera: done."),
        (Act.ADD_CUSTOMER, {}, "Ravi and Meera are in the notebook."),
        (Act.BIN_CUSTOMER, {}, "Ravi and Meera are in the bin."),
        (Act.SET_STATE, {"state": "moved"}, "Ravi and Meera are marked as moved away."),
        (Act.LOG_USUAL, {"what": "Chai"}, "Ravi and Meera's chai is in."),
    ],
)
def test_two_on_one_card_are_two(act: Act, label: dict[str, str], done: str) -> None:
    assert phrases.done(changes(act, (("name", "Ravi and Meera"), *label.items()))) == done


def test_a_sentence_begins_with_a_capital_letter_whatever_the_name() -> None:
    assert phrases.done(changes(Act.DO_TOUCH, (("name", "tall woman"),))) == "Tall woman: done."


def taken_back(act: Act, **label: str) -> str:
    return phrases.done(changes(Act.UNDO, (("what", str(act)), *label.items())))


@pytest.mark.parametrize(
    ("field", "done", "back"),
    [
        ("language", "What language Ngozi reads is noted.", "Taken back: change the language Ngozi reads."),
        ("away_from,away_until", "When Ngozi is away is noted.", "Taken back: change when Ngozi is away."),
        ("no_greetings", "What greetings Ngozi gets is noted.", "Taken back: change greetings for Ngozi."),
        ("away_from,language", "What to mind with Ngozi is noted.", "Taken back: change what to mind with Ngozi."),
    ],
)
def test_what_to_mind_is_named(field: str, done: str, back: str) -> None:
    label = {"name": "Ngozi", "field": field}
    assert phrases.done(changes(Act.SET_TACT, tuple(label.items()))) == done
    assert taken_back(Act.SET_TACT, **label) == back


def test_of_the_shops_page_the_field_is_named() -> None:
    assert taken_back(Act.EDIT_SHOP, field="closeness", state="off") == "Taken back: switch closeness off."
    assert taken_back(Act.EDIT_SHOP, field="closeness") == "Taken back: change the closeness score."
    assert taken_back(Act.EDIT_SHOP, field="name") == "Taken back: change the shop's name."
    assert taken_back(Act.EDIT_SHOP, field="kind,name") == "Taken back: change the shop's page."
    assert phrases.done(changes(Act.EDIT_SHOP, (("field", "address"),))) == "The shop's address is saved."


def test_a_touch_taken_back_is_told_as_one_would_say_it() -> None:
    assert taken_back(Act.DO_TOUCH, name="Kateryna") == "Taken back: tick off Kateryna."
    assert taken_back(Act.SKIP_TOUCH, name="Kateryna") == "Taken back: skip Kateryna this time."


def test_a_long_order_is_cut_in_the_toast() -> None:
    said = phrases.done(changes(Act.LOG_USUAL, (("name", "Ngozi"), ("what", "W" * 10_000))))
    assert len(said) < 100
    assert said.endswith("W… is in.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Oat flat white", "Ngozi's oat flat white is in."),
        ("Oat flat white; Cardamom bun", "Ngozi's oat flat white and cardamom bun are in."),
        ("Earl Grey", "Ngozi's Earl Grey is in."),
        ("BLT", "Ngozi's BLT is in."),
    ],
)
def test_an_order_stands_inside_the_sentence(line: str, said: str) -> None:
    assert phrases.done(changes(Act.LOG_USUAL, (("name", "Ngozi"), ("what", line)))) == said


def test_an_endless_name_leaves_room_for_what_happened() -> None:
    said = phrases.done(changes(Act.ADD_CUSTOMER, (("name", "W" * 300),)))
    assert len(said) < 100
    assert said.endswith("is in the notebook.")
