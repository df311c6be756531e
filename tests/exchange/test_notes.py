"""A message reaches the mail program letter by letter as it was written."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.exchange import notes

BODY = 'Hello Kateryna & Søren,\ngood news: the "dark" rye is back. 50% + 1 = ?\n\nMara, Tern & Thistle #1'


def read(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_link_holds_every_letter() -> None:
    link = notes.mailto("kateryna@melnyk.example", "Rye, größer & besser?", BODY)
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path), parts.fragment) == ("mailto", "kateryna@melnyk.example", "")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == ["Rye, größer & besser?"]
    assert fields["body"] == [BODY.replace("\n", "\r\n")]
    assert link.isascii()
    assert "+" not in parts.query
    assert "%0D%0A" in link


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))


@given(st.lists(WORDS), WORDS)
def test_any_words_survive_the_link(lines: list[str], subject: str) -> None:
    query = urlsplit(notes.mailto("a@b.example", subject, "\n".join(lines))).query
    fields = parse_qs(query, keep_blank_values=True)
    assert fields.get("body", [""])[0] == "\r\n".join(lines)
    assert fields.get("subject", [""])[0] == " ".join(subject.split())


def test_a_control_character_does_not_end_the_message() -> None:
    assert parse_qs(urlsplit(notes.mailto("a@b.example", "", "Hello\0\x1b there\tyou")).query)["body"] == [
        "Hello there\tyou"
    ]


def test_an_address_cannot_smuggle_in_other_fields() -> None:
    link = notes.mailto("a@b.example?bcc=thief@x.example&x=", "Hello", "")
    assert parse_qs(urlsplit(link).query) == {"subject": ["Hello"]}
    assert link.startswith("mailto:a@b.example%3Fbcc%3Dthief@x.example%26x%3D?subject=Hello")


def test_nothing_to_say_makes_a_bare_link() -> None:
    assert notes.mailto("a@b.example", "", "") == "mailto:a@b.example"


def test_a_link_too_long_for_the_system_is_told() -> None:
    assert not notes.too_long(notes.mailto("a@b.example", "Hello", BODY))
    assert notes.too_long(notes.mailto("a@b.example", "Привіт", "З днем народження. " * 30))


def test_half_a_letter_does_no_harm() -> None:
    assert "body=a%3Fb" in notes.mailto("a@b.example", "", "a\ud83db")
    assert read(notes.eml("a@b.example", "a\ud83d", "b\ud83d")).get_content().strip() == "b?"


def test_the_draft_opens_unsent_with_its_words() -> None:
    data = notes.eml(
        "kateryna@melnyk.example", "Größe & Rye", BODY, sender="hello@tern.example", sender_name='Tern & "Thistle"'
    )
    draft = read(data)
    assert (draft["X-Unsent"], draft["To"], draft["Subject"]) == ("1", "kateryna@melnyk.example", "Größe & Rye")
    sender = draft["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ('Tern & "Thistle"', "hello@tern.example")
    assert draft.get_content().splitlines() == BODY.splitlines()
    assert draft.get_content_type() == "text/plain"
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_draft_keeps_other_scripts_and_long_lines() -> None:
    body = "З днем народження, Катерино. " * 40 + "\n\n. a dot alone\nFrom here on"
    assert read(notes.eml("a@b.example", "Вітаємо", body)).get_content().splitlines() == body.splitlines()


@pytest.mark.parametrize("smuggled", ["Hello\r\nBcc: thief@x.example", "Hello\nBcc: thief@x.example"])
def test_a_subject_cannot_smuggle_in_a_header(smuggled: str) -> None:
    draft = read(notes.eml("a@b.example\r\nBcc: thief@x.example", smuggled, "Hi", sender="a@b.c", sender_name=smuggled))
    assert draft["Bcc"] is None
    assert draft["Subject"] == "Hello Bcc: thief@x.example"


@pytest.mark.parametrize("address", ["", "nobody", "@", "ü@b.example", "a@müller.example", "a b@c", "a@b@c", "(x@y"])
def test_any_address_makes_a_draft(address: str) -> None:
    assert read(notes.eml(address, "Hello", "Hi")).get_content().strip() == "Hi"
    assert notes.mailto(address, "Hello", "Hi").isascii()


def test_a_domain_of_other_letters_is_written_as_mail_is_routed() -> None:
    assert read(notes.eml("post@müller.example", "Hello", "Hi"))["To"] == "post@xn--mller-kva.example"
