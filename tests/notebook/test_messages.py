"""Messages: the customer's own words in the shop's own wordings, in the language they read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import messages
from relnotebook.notebook.messages import Facts, Wanted, fill
from relnotebook.store import schema
from relnotebook.store.write import Write, act

from ..builders import Regular, Shop

NGOZI = Facts(
    "birthday", "en", call_me="Ngozi", name="Ngozi Okafor", usual="oat flat white", shop="Tern & Thistle", me="Mara",
    age="40", since="2019", shop_kind="cafe",
)  # fmt: skip
NOBODY = Facts("birthday", "en", shop="Tern & Thistle")


def reads(shop: Shop, who: Regular, language: str) -> None:
    @act(Act.EDIT_CUSTOMER)
    def write(w: Write) -> None:
        w.put(schema.customer, who.id, language=language)

    shop.do(write)


def message(shop: Shop, who: Regular, kind: str, **more: Any) -> messages.Message:
    found: messages.Message = shop.read(messages.message, who.id, kind, **more)
    return found


# Filling in


@pytest.mark.parametrize(
    ("wording", "known", "unknown"),
    [
        ("Hello {call_me|there}, come by.", "Hello Ngozi, come by.", "Hello there, come by."),
        ("Happy birthday, {call_me|}. See you.", "Happy birthday, Ngozi. See you.", "Happy birthday. See you."),
        ("Hallo {call_me|}, alles Gute.", "Hallo Ngozi, alles Gute.", "Hallo, alles Gute."),
        ("{call_me|}, happy birthday.", "Ngozi, happy birthday.", "happy birthday."),
        ("Yours\n{me}, {shop}", "Yours\nMara, Tern & Thistle", "Yours\nTern & Thistle"),
        ("{ Call_Me | friend }: {usual|the usual}", "Ngozi: oat flat white", "friend: the usual"),
        ("So you turn {age}.", "So you turn 40.", "So you turn."),
        ("Come, {call_me|}", "Come, Ngozi", "Come"),
        ("No fields here", "No fields here", "No fields here"),
        ("Bonjour !  Deux espaces", "Bonjour !  Deux espaces", "Bonjour !  Deux espaces"),
    ],
)
def test_fields_are_filled_and_gaps_are_closed(wording: str, known: str, unknown: str) -> None:
    assert fill(wording, NGOZI) == known
    assert fill(wording, NOBODY) == unknown


def test_what_a_card_says_is_never_read_as_a_field() -> None:
    assert fill("Hello {call_me|there}", Facts("birthday", "en", call_me="{shop}")) == "Hello {shop}"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_wording_is_filled_or_refused_never_worse(wording: str, name: str) -> None:
    try:
        messages.check(wording)
    except Refusal as refusal:
        said = sentences.problem(refusal)
    else:
        said = fill(wording, Facts("birthday", "en", call_me=name)) + "."
    assert said.endswith((".", "?"))


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("Hello {nmae}", "unknown-field-in-message"),
        ("Hello {}", "unknown-field-in-message"),
        ("Hello {call_me", "open-field-in-message"),
        ("Hello call_me}", "open-field-in-message"),
        ("Hello {call_me|{name}}", "open-field-in-message"),
        (" \n ", "empty-value"),
    ],
)
def test_a_wrong_field_is_told(wording: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        messages.check(wording)


def test_a_wrong_field_is_named_in_the_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        messages.check("Hello {nmae|there}")
    assert sentences.problem(refused.value) == ("Messages have no field called “nmae”. Take one from the list below.")
    with pytest.raises(Refusal, match="unknown-field-in-message"):
        fill("Hello {nmae|there}", NGOZI)


def test_every_field_is_explained() -> None:
    assert tuple(field for field, _says in messages.fields()) == messages.FIELDS


# Whose words, and which language


def test_a_birthday_greets_by_the_call_name_and_is_signed(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("4 December 1986")
    found = message(shop, ngozi, "birthday", number=40, staff="Mara Holm")
    assert found.text.startswith("Happy birthday, Ngozi. ")
    assert found.text.endswith("\nMara, Tern & Thistle")
    assert found.subject == "Happy birthday"
    assert (found.wording, found.wordings, found.language) == (0, 3, "en")
    assert "\n" not in found.line


def test_no_wording_of_ours_says_how_old_they_are(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    for wording in range(3):
        assert "30" not in message(shop, aoi, "birthday", number=30, wording=wording).text


def test_another_wording_comes_round_again(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    texts = [message(shop, aoi, "birthday", wording=wording).text for wording in range(4)]
    assert len(set(texts[:3])) == 3
    assert texts[3] == texts[0]


@pytest.mark.parametrize(
    ("card", "greeting"),
    [
        ({"name": "Mrs Joan Whitfield"}, "Hello Mrs Whitfield, "),
        ({"name": "Ravi and Meera Shah"}, "Hello Ravi and Meera, "),
        ({"name": "tall man, grey dog"}, "Hello there, "),
        ({"name": "Tall man, grey dog"}, "Hello there, "),
        ({"name": "Lady Whitfield"}, "Hello Lady Whitfield, "),
        ({"name": "tall man, grey dog", "call_name": "Joe"}, "Hello Joe, "),
        ({"name": "Tanaka Aoi", "call_name": "Aoi"}, "Hello Aoi, "),
    ],
)
def test_a_greeting_is_fit_for_the_reader(shop: Shop, card: dict[str, str], greeting: str) -> None:
    who = shop.customer(card["name"]).is_(**card)
    assert message(shop, who, "birthday", wording=1).text.startswith(greeting)


def test_a_card_with_only_a_phone_is_never_greeted_by_it(shop: Shop) -> None:
    nobody = shop.customer("", phone="0151 496 0183")
    assert message(shop, nobody, "birthday", wording=1).text.startswith("Hello there, ")
    assert message(shop, nobody, "birthday").text.startswith("Happy birthday. ")


def test_the_message_speaks_the_language_of_the_card(shop: Shop) -> None:
    eva = shop.customer("Eva Großmann")
    reads(shop, eva, "de")
    found = message(shop, eva, "birthday", staff="Mara")
    assert found.text.startswith("Alles Gute zum Geburtstag, Eva. ")
    assert (found.language, found.subject) == ("de", "Alles Gute zum Geburtstag")
    reads(shop, eva, "de_AT")
    assert message(shop, eva, "birthday").language == "de"


def test_a_language_without_a_wording_falls_back_to_english(shop: Shop) -> None:
    kateryna = shop.customer("Kateryna Melnyk")
    reads(shop, kateryna, "uk")
    assert message(shop, kateryna, "birthday").text.startswith("Happy birthday, Kateryna")
    shop.do(messages.set_template, "birthday", "uk", "З днем народження, {call_me|друже}")
    found = message(shop, kateryna, "birthday")
    assert (found.text, found.language, found.wordings) == ("З днем народження, Kateryna", "uk", 1)


def test_a_promise_is_kept_in_its_own_words(shop: Shop) -> None:
    kateryna = shop.customer("Kateryna Melnyk")
    found = message(shop, kateryna, "promise", words="Tell her when the dark rye is back", staff="Mara")
    assert found.text == (
        "Hello Kateryna, good news: the dark rye is back. See you soon, we hope.\nMara, Tern & Thistle"
    )


def test_a_promise_for_the_staff_only_is_not_passed_on(shop: Shop) -> None:
    omar = shop.customer("Omar Haddad")
    for kind in ("promise", "reminder", "follow_up", "check", "other"):
        for wording in range(4):
            words = "His wife is ill, be gentle with him"
            assert "ill" not in message(shop, omar, kind, words=words, wording=wording).text.split()


def test_german_words_are_not_mixed_into_an_english_message(shop: Shop) -> None:
    omar, eva = shop.customer("Omar Haddad"), shop.customer("Eva Großmann")
    reads(shop, eva, "de")
    words = "Bescheid sagen, wenn das Roggenbrot wieder da ist"
    assert "Roggenbrot" not in message(shop, omar, "promise", words=words).text
    assert "dass das Roggenbrot wieder da ist." in message(shop, eva, "promise", words=words).text


@pytest.mark.parametrize("kind", [kind for kind in messages.KINDS if kind != "reminder"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_with_nothing_known_there_is_still_a_whole_message(shop: Shop, kind: str, language: str) -> None:
    nobody = shop.customer("", phone="0151 496 0183")
    reads(shop, nobody, language)
    first = message(shop, nobody, kind)
    for wording in range(first.wordings):
        text = message(shop, nobody, kind, wording=wording).text
        assert text.endswith("\nTern & Thistle")
        assert not set(text) & set("{}|\0")
        assert not any(gap in text for gap in (" ,", " .", ",,", "  ", ", .", ":."))


def test_nothing_is_written_to_somebody_who_is_to_be_asked(shop: Shop) -> None:
    found = message(shop, shop.customer("Omar"), "ask", words="Allergies?")
    assert (found.text, found.wordings) == ("", 0)


def test_nothing_is_proposed_for_a_plain_reminder_unless_the_shop_wrote_it(shop: Shop) -> None:
    omar = shop.customer("Omar")
    found = message(shop, omar, "reminder", words="Thank her for the mint")
    assert (found.text, found.subject, found.wordings) == ("", "", 0)
    shop.do(messages.set_template, "reminder", "en", "A word from us, {call_me|there}")
    assert message(shop, omar, "reminder", words="Thank her for the mint").text == "A word from us, Omar"


@pytest.mark.parametrize(
    ("kind", "language", "begins"),
    [
        ("birthday", "en", "Happy belated birthday, Ngozi."),
        ("name_day", "en", "Happy belated name day, Ngozi."),
        ("anniversary", "en", "Happy belated anniversary, Ngozi."),
        ("other", "en", "Hello Ngozi, a little late but from the heart"),
        ("birthday", "de", "Nachträglich alles Gute zum Geburtstag, Ngozi."),
        ("birthday", "uk", "Happy belated birthday, Ngozi."),
    ],
)
def test_a_day_that_is_past_is_greeted_late(shop: Shop, kind: str, language: str, begins: str) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    reads(shop, ngozi, language)
    assert message(shop, ngozi, kind, late=True).text.startswith(begins)
    assert not message(shop, ngozi, kind).text.startswith(begins)


def test_an_own_wording_stays_as_it_is_when_the_day_is_past(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(messages.set_template, "birthday", "en", "Cake for {call_me|you}")
    found = message(shop, ngozi, "birthday", late=True)
    assert (found.text, found.subject, found.wordings) == ("Cake for Ngozi", "Happy birthday", 1)
    shop.do(messages.back_to_ours, "birthday", "en")
    assert message(shop, ngozi, "birthday", late=True).subject == "Happy belated birthday"


def test_years_and_visits_are_named_where_they_are_known(shop: Shop) -> None:
    ravi = shop.customer("Ravi and Meera Shah")
    assert "10 years: congratulations" in message(shop, ravi, "anniversary", number=10).text
    assert "years" not in message(shop, ravi, "anniversary").text
    assert "5 years now" in message(shop, ravi, "years", number=5).text
    assert "years" not in message(shop, ravi, "years", number=1).text
    assert "visit number 50." in message(shop, ravi, "milestone", number=50).text


def test_the_usual_is_named_where_it_can_be_eaten_or_drunk(shop: Shop) -> None:
    mateus = shop.customer("Mateus Silva").usual("Oat flat white, extra hot; cardamom bun")
    told = [message(shop, mateus, "slipping", wording=wording).text for wording in range(3)]
    assert any("We know it by heart: oat flat white." in text for text in told)
    from relnotebook.notebook import shop as shops

    shop.do(shops.edit, kind="vet")
    assert message(shop, mateus, "slipping").wordings == 2


def test_nobody_without_a_card_gets_a_message(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(messages.message, CustomerId(99), "birthday")
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(messages.first, [Wanted(CustomerId(99), "birthday")])
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(messages.facts, Wanted(CustomerId(99), "birthday"))


def test_a_whole_day_is_written_in_a_few_statements(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [shop.customer(f"Guest{n} Name").usual("Flat white") for n in range(50)]
    wanted = [Wanted(one.id, messages.KINDS[n % len(messages.KINDS)]) for n, one in enumerate(people)]
    statements: list[str] = []
    from relnotebook.store.write import Session

    plain = Session.raw
    monkeypatch.setattr(Session, "raw", lambda s, sql, params=(): statements.append(sql) or plain(s, sql, params))
    found = shop.read(messages.first, wanted, staff="Mara")
    assert [one.text for one in found] == [
        message(shop, who, one.kind, staff="Mara").text for who, one in zip(people, wanted, strict=True)
    ]
    statements.clear()
    shop.read(messages.first, wanted)
    assert len(statements) <= 6


# The shop's own wordings


def test_own_wordings_replace_ours_and_ours_come_back(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    ours = message(shop, ngozi, "birthday").text
    shop.do(messages.set_template, "birthday", "en", "Cake for {call_me|you}")
    shop.do(messages.set_template, "birthday", "en", "{call_me|You}, there is cake")
    assert [message(shop, ngozi, "birthday", wording=n).text for n in range(3)] == [
        "Cake for Ngozi", "Ngozi, there is cake", "Cake for Ngozi",
    ]  # fmt: skip
    assert [one.ours for one in shop.read(messages.templates, "birthday", "en")] == [False, False]
    assert shop.read(messages.own) == {("birthday", "en")}
    shop.do(messages.back_to_ours, "birthday", "en")
    assert message(shop, ngozi, "birthday").text == ours
    assert all(one.ours for one in shop.read(messages.templates, "birthday", "en"))
    shop.undo()
    assert message(shop, ngozi, "birthday").text == "Cake for Ngozi"


def test_typing_a_wording_is_one_step_and_is_taken_back(shop: Shop) -> None:
    key = shop.do(messages.set_template, "slipping", "en", "Hello")
    for words in ("Hello {call_me|there}", "Hello {call_me|there}, the kettle is on"):
        assert shop.do(messages.set_template, "slipping", "en", words, template=key) == key
    assert shop.read(messages.templates, "slipping", "en")[0].words == "Hello {call_me|there}, the kettle is on"
    shop.undo()
    assert shop.read(messages.templates, "slipping", "en")[0].words == "Hello"
    shop.undo()
    assert shop.read(messages.templates, "slipping", "en")[0].ours


def test_the_age_stands_only_where_an_own_wording_asks_and_it_is_known(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(messages.set_template, "birthday", "en", "{call_me|You}, {age} today")
    assert message(shop, ngozi, "birthday", number=40).text == "Ngozi, 40 today"
    assert message(shop, ngozi, "birthday").text.startswith("Happy birthday, Ngozi.")
    shop.do(messages.set_template, "years", "en", "{call_me|You} {age|}")
    assert message(shop, ngozi, "years", number=3).text == "Ngozi"


def test_own_wordings_may_use_the_words_as_they_were_typed(shop: Shop) -> None:
    ravi = shop.customer("Ravi Shah")
    shop.do(messages.set_template, "other", "en", "Today: {words}")
    assert message(shop, ravi, "other", words="Boat day").text == "Today: Boat day"


def test_one_own_wording_is_removed(shop: Shop) -> None:
    key = shop.do(messages.set_template, "birthday", "en", "Cake")
    shop.do(messages.remove_template, key)
    assert shop.read(messages.templates, "birthday", "en")[0].ours
    with pytest.raises(NotFound, match="no-template"):
        shop.do(messages.remove_template, key)
    with pytest.raises(NotFound, match="no-template"):
        shop.do(messages.set_template, "birthday", "en", "More cake", template=key)


@pytest.mark.parametrize(
    ("kind", "language", "words", "code"),
    [
        ("ask", "en", "Hello", "bad-choice"),
        ("birthday", "English!", "Hello", "bad-choice"),
        ("birthday", "en", "", "empty-value"),
        ("birthday", "en", "{nmae}", "unknown-field-in-message"),
    ],
)
def test_a_wording_that_cannot_be_is_refused(shop: Shop, kind: str, language: str, words: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(messages.set_template, kind, language, words)
    assert shop.read(messages.own) == frozenset()


def test_languages_are_those_of_the_till_ours_and_the_cards(shop: Shop) -> None:
    reads(shop, shop.customer("Kateryna"), "uk")
    shop.do(messages.set_template, "birthday", "pt_BR", "Parabéns, {call_me|}")
    assert shop.read(messages.languages) == ("en", "de", "pt-br", "uk")
    assert shop.read(messages.templates, "birthday", "pt-br")[0].words == "Parabéns, {call_me|}"


def test_the_facts_of_a_real_customer_for_the_preview(shop: Shop) -> None:
    mateus = shop.customer("Mateus Silva").had("Flat white", times=3, every=300.0)
    found = shop.read(messages.facts, Wanted(mateus.id, "milestone", 50), staff="Mara Holm")
    assert (found.call_me, found.name, found.visits, found.me, found.since) == (
        "Mateus", "Mateus Silva", "50", "Mara", "2025",
    )  # fmt: skip
    assert messages.missing("{age} {usual|} {me} {visits}", found) == ("age",)


def test_wordings_are_tried_on_who_was_in_last(shop: Shop) -> None:
    mateus = shop.customer("Mateus Silva").birthday("3 May 1990").had("Flat white", times=3, every=300.0)
    shop.customer("Aoi Tanaka").birthday("22 November 1996")
    found = shop.read(messages.example, "birthday", "en")
    assert (found.customer, found.name, found.facts.call_me, found.facts.age) == (
        mateus.id, "Mateus Silva", "Mateus", "37",
    )  # fmt: skip
    assert shop.read(messages.example, "milestone", "de").facts.visits == "3"
    assert shop.read(messages.example, "years", "en").facts.years == "1"
    assert shop.read(messages.example, "promise", "en").facts.words == "your order is in"
    assert shop.read(messages.example, "slipping", "de").facts.language == "de"


def test_wordings_are_tried_on_anybody(shop: Shop) -> None:
    from relnotebook.notebook import customers, staff

    aoi, omar = shop.customer("Aoi Tanaka").birthday("22 November"), shop.customer("Omar Haddad")
    mara = shop.do(staff.set_colleague, "Mara Holm")
    found = shop.read(messages.example, "birthday", "en", customer=aoi.id, staff=mara)
    assert (found.name, found.facts.age, found.facts.me) == ("Aoi Tanaka", "", "Mara")
    assert shop.read(messages.example, "birthday", "en").name == "Omar Haddad"
    shop.do(customers.set_state, omar.id, "deceased")
    assert shop.read(messages.example, "birthday", "en", customer=CustomerId(99)).name == "Aoi Tanaka"


def test_in_an_empty_notebook_only_the_shop_is_known(shop: Shop) -> None:
    found = shop.read(messages.example, "birthday", "en")
    assert (found.customer, found.name, found.facts.shop, found.facts.call_me) == (None, "", "Tern & Thistle", "")
