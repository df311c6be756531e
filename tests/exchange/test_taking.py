"""Where people are taken to: the formats there, who is in it line by line, and what is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.exchange import outgoing, taking
from relnotebook.notebook import exports, layouts
from relnotebook.notebook.layouts import Writing
from tests.builders import Shop

from .conftest import outcome

TWO = (("First name", "given"), ("Where", "email"))


def test_every_format_there_is_stands_under_one_target() -> None:
    offered = [form for forms in taking.TARGETS.values() for form in forms]
    assert sorted(offered) == sorted({*outgoing.FORMATS, *outgoing.MADE})
    titles = [taking.format_title(form) for form in offered]
    assert len(set(titles)) == len(titles)
    assert all(title and title not in offered for title in titles if title != "listmonk")


def test_own_layouts_stand_where_they_can_be_used(shop: Shop) -> None:
    shop.do(layouts.save, "Winter", TWO)
    shop.do(layouts.save, "By post", TWO, Writing(channel="post"))
    own = shop.read(layouts.all_of)
    assert [title for _form, title in taking.formats_of("tool", own)] == ["Mailchimp", "listmonk", "Winter"]
    assert ("own:By post", "By post") in taking.formats_of("sheet", own)
    assert all("own:" not in form for form, _title in taking.formats_of("book", own))
    assert taking.channel_of("sheet", "own:By post", "text", own) == "post"
    assert taking.channel_of("sheet", "own:Winter", "text", own) == "text"
    assert taking.channel_of("tool", "own:Winter", "text", own) == "email"


@pytest.mark.parametrize(
    ("target", "form", "channel"),
    [
        ("tool", "listmonk", "email"),
        ("sheet", "xlsx", "chat"),
        ("book", "vcard3", ""),
        ("labels", "labels", "post"),
        ("letters", "letters", "post"),
        ("letters", "drafts", "email"),
        ("clipboard", "clipboard", "email"),
    ],
)
def test_a_target_asks_for_its_channel(target: str, form: str, channel: str) -> None:
    assert taking.channel_of(target, form, "chat") == channel
    assert channel == outgoing.MADE.get(form, channel)


def test_what_a_file_tells(shop: Shop) -> None:
    shop.do(layouts.save, "Winter", TWO)
    found = shop.read(taking.contents, "mailchimp")
    assert found.columns == ("Email Address", "First Name", "Last Name", "Address")
    assert found.more == ("Phone Number", "Birthday", "Tags")
    assert shop.read(taking.contents, "own:Winter").columns == ("First name", "Where")
    assert "not for mailings" in shop.read(taking.contents, "google").note
    assert shop.read(taking.contents, "labels").columns == ()
    with pytest.raises(NotFound, match="no-layout"):
        shop.read(taking.contents, "own:Summer")


def test_only_what_is_really_lost_is_told(shop: Shop) -> None:
    who = shop.customer("Ngozi", email="n@x.example").consents("email").birthday("14 March")
    planned = shop.read(outgoing.plan, "mailchimp")
    assert shop.read(taking.contents, "mailchimp", planned).losses == ()
    assert shop.read(taking.contents, "listmonk", planned).losses == ()
    who.birthday("14 March 1990").reach("phone", "0151 496 0183").reach("phone", "0151 496 0184")
    assert len(shop.read(taking.contents, "mailchimp", planned).losses) == 1
    assert len(shop.read(taking.contents, "listmonk", planned).losses) == 1
    book = shop.read(outgoing.plan, "square", own_use=True)
    [told] = shop.read(taking.contents, "square", book).losses
    assert "one phone" in told
    many = replace(book, inside=book.inside * 1_001)
    assert len(shop.read(taking.contents, "square", many).losses) == 2
    assert shop.read(taking.contents, "outlook", book).losses == ()


def test_the_lines_say_where_they_are_written_to(shop: Shop) -> None:
    who = shop.customer("Grace Pham", phone="0151 496 0183").reach("post", "1 Mill Lane\nBath").consents("post")
    who.birthday("4 December").had("flat white")
    planned = shop.read(outgoing.plan, "excel", channel="post")
    [line] = shop.read(taking.lines, planned.inside, {one.customer: one.value for one in planned.addressees})
    assert (line.name, line.address, line.day, line.month, line.greet) == (
        "Grace Pham",
        "1 Mill Lane, Bath",
        4,
        12,
        "Grace",
    )
    assert line.last is not None
    bare = shop.customer("Tom", phone="0151 496 0999")
    [other] = shop.read(taking.lines, (bare.id,), {})
    assert (other.address, other.day, other.last) == ("0151 496 0999", None, None)
    assert shop.read(taking.lines, (), {}) == ()


def test_they_are_taken_out_by_another_format_and_noted(shop: Shop, tmp_path: Path) -> None:
    one = shop.customer("Ngozi", email="n@x.example").consents("email")
    two = shop.customer("Tom", email="t@x.example").consents("email")
    planned = shop.read(outgoing.plan, "mailchimp", segment="")
    file = tmp_path / "winter.csv"
    written = outcome(taking.taken(shop.store, planned, "listmonk", file, without=[one.id]))
    assert (written.people, file.read_text().count("@x.example")) == (1, 1)
    around = shop.read(taking.around)
    assert around.last is not None
    assert (around.last.format, taking.called(around.last), around.purposes) == ("listmonk", "winter", ())
    assert shop.read(exports.people_of, written.export) == (two.id,)
    with pytest.raises(Refusal, match="other-channel"):
        outcome(taking.taken(shop.store, planned, "labels", file))
    copied = outcome(taking.copied(shop.store, planned))
    assert copied.text == "n@x.example, t@x.example"


def test_a_sample_is_of_the_first_of_them(shop: Shop) -> None:
    shop.customer("Ngozi Okafor", email="n@x.example").consents("email").birthday("14 March 1990")
    planned = shop.read(outgoing.plan, "mailchimp")
    columns = (("A", "given"), ("B", "birthday"), ("C", ""))
    assert shop.read(taking.sample, columns, Writing(dates="day_first"), planned) == ("Ngozi", "14/03/1990", "")
    nobody = shop.read(outgoing.plan, "excel", channel="post")
    assert shop.read(taking.sample, columns, Writing(), nobody) == ()
