"""People leave the shop in a file: only who agreed, whole or not at all, noted, and they can come back."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.exchange import outgoing
from relnotebook.notebook import consent, contacts, customers, exports, segments, staff, touchpoints
from relnotebook.notebook import shop as shops
from relnotebook.store import schema
from tests.builders import Regular, Shop

from .conftest import Desk, outcome

ENDINGS = {"xlsx": "xlsx", "vcard3": "vcf", "vcard4": "vcf"}


def planned(shop: Shop, form: str, **more: Any) -> outgoing.Leaving:
    more.setdefault("own_use", form not in outgoing.MAILINGS)
    return shop.read(outgoing.plan, form, **more)  # type: ignore[no-any-return]


def written(shop: Shop, folder: Path, form: str, **more: Any) -> Path:
    file = folder / f"people.{ENDINGS.get(form, 'csv')}"
    made = outcome(outgoing.save(shop.store, planned(shop, form, **more), file))
    assert made.files[0] == file
    return file


def rows(file: Path) -> list[dict[str, str]]:
    text = file.read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True), delimiter=";" if ";" in text.split("\n")[0] else ","))


def words(file: Path) -> str:
    """Everything that can be read in a file."""
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            return book.read("xl/worksheets/sheet1.xml").decode()
    return file.read_text("utf-8-sig").replace("\n ", "")


def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example").consents("email")


def reasons(shop: Shop, form: str = "mailchimp", **more: Any) -> dict[int, str]:
    return {one.customer: one.reason for one in planned(shop, form, **more).left_out}


# Who


def test_only_who_said_yes_is_in_a_mailing(shop: Shop) -> None:
    inside = ngozi(shop)
    left = {
        shop.customer("Not Asked", email="a@x.example").id: "not_asked",
        shop.customer("Took Back", email="b@x.example")
        .consents("email")
        .consents("email", "withdrawn")
        .id: "withdrawn",
        shop.customer("Said No", email="c@x.example").consents("email", "refused").id: "refused",
        shop.customer("No Address").consents("email").id: "no_address",
        shop.customer("Dead", email="d@x.example").consents("email").state("deceased").id: "deceased",
        shop.customer("Left Alone", email="e@x.example").consents("email").state("do_not_contact").id: "left_alone",
    }
    upset = shop.customer("Upset", email="f@x.example").consents("email")
    shop.said("Cold soup", upset, kind="complaint")
    bounced = shop.customer("Bounced", email="g@x.example").consents("email")
    with shop.store.write(Act.EDIT_CONTACT) as w:
        w.put(schema.contact, shop.read(contacts.of, bounced.id)[0].id, bad=1)
    binned = shop.customer("Binned", email="h@x.example").consents("email")
    shop.do(customers.bin, binned.id)
    found = planned(shop, "mailchimp")
    assert found.inside == (inside.id,)
    assert reasons(shop) == {**left, upset.id: "complaint", bounced.id: "bad_address"}
    ways = {one.reason: one.way for one in found.left_out}
    assert (ways["not_asked"], ways["complaint"], ways["withdrawn"]) == ("ask", "put_right", "")


def test_an_address_is_written_to_once(shop: Shop) -> None:
    one = shop.customer("Tom", email="home@x.example").consents("email")
    two = shop.customer("Ana", email="HOME@x.example").consents("email")
    [left] = planned(shop, "listmonk").left_out
    assert (left.customer, left.reason, left.other) == (two.id, "same_address", one.id)


def test_a_household_gets_one_letter(shop: Shop) -> None:
    one = shop.customer("Tom Silva").reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post")
    two = shop.customer("Ana Silva").reach("post", "1 Mill Lane, Bath, BA1 2AB").consents("post")
    three = shop.customer("Eva Silva").reach("post", "c/o Mill, Bath").consents("post")
    with shop.store.write(Act.SET_HOUSEHOLD) as w:
        home = w.add(schema.household, name="Silva")
        for who in (one, three):
            w.put(schema.customer, who.id, household_id=home)
    found = planned(shop, "excel", channel="post")
    assert found.inside == (one.id,)
    assert {left.customer: left.reason for left in found.left_out} == dict.fromkeys(
        (two.id, three.id), "same_household"
    )


def test_a_group_narrows_it(shop: Shop) -> None:
    inside, other = ngozi(shop), shop.customer("Tom", email="t@x.example").consents("email")
    shop.do(segments.freeze, "Winter", customers=[inside.id])
    assert planned(shop, "mailchimp", segment="winter").inside == (inside.id,)
    assert planned(shop, "mailchimp", among=[other.id]).inside == (other.id,)
    with pytest.raises(NotFound, match="no-segment"):
        planned(shop, "mailchimp", segment="Summer")


def test_a_purpose_of_its_own_needs_a_yes_of_its_own(shop: Shop) -> None:
    who = ngozi(shop)
    assert reasons(shop, purpose="events") == {who.id: "not_asked"}
    shop.do(consent.record, who.id, "email", "given", purpose="events")
    assert planned(shop, "mailchimp", purpose="events").inside == (who.id,)


@pytest.mark.parametrize("form", [f for f in outgoing.FORMATS if f not in outgoing.MAILINGS])
def test_an_address_book_is_only_for_own_use(shop: Shop, form: str) -> None:
    ngozi(shop)
    shop.customer("Dead").state("deceased")
    shop.customer("Alone").state("do_not_contact")
    asked = shop.customer("Not Asked")
    with pytest.raises(Refusal, match="own-use-only"):
        planned(shop, form, own_use=False)
    found = planned(shop, form)
    assert asked.id in found.inside
    assert sorted(one.reason for one in found.left_out) == ["deceased", "left_alone"]


@pytest.mark.parametrize("form", outgoing.MAILINGS)
def test_a_mailing_is_never_for_own_use(shop: Shop, form: str) -> None:
    with pytest.raises(Refusal, match="mailing-only"):
        planned(shop, form, own_use=True)


def test_what_cannot_be_asked_for(shop: Shop) -> None:
    with pytest.raises(Refusal, match="other-channel"):
        planned(shop, "mailchimp", channel="post")
    with pytest.raises(Refusal, match="bad-choice"):
        planned(shop, "lotus", own_use=True)
    with pytest.raises(Refusal, match="bad-choice"):
        planned(shop, "excel", channel="smoke")


@pytest.mark.parametrize("channel", consent.CHANNELS)
def test_every_reason_and_way_forward_has_words(channel: str) -> None:
    for reason in (*consent.LEFT_OUT, "same_address", "same_household"):
        assert "{" not in outgoing.why(reason, channel)
    assert all(outgoing.way_words(way) for way in outgoing.WAYS_FORWARD.values())
    assert outgoing.way_words("") == ""


# The file


def test_a_no_said_since_the_plan_holds(shop: Shop, tmp_path: Path) -> None:
    who, other = ngozi(shop), shop.customer("Tom", email="t@x.example").consents("email")
    leaving = planned(shop, "mailchimp")
    who.consents("email", "withdrawn")
    made = outcome(outgoing.save(shop.store, leaving, tmp_path / "m.csv"))
    assert (made.people, [row["First Name"] for row in rows(tmp_path / "m.csv")]) == (1, ["Tom"])
    assert shop.read(exports.people_of, made.export) == (other.id,)


def test_somebody_who_was_not_meant_does_not_slip_in(shop: Shop, tmp_path: Path) -> None:
    ngozi(shop)
    leaving = planned(shop, "mailchimp")
    shop.customer("Tom", email="t@x.example").consents("email")
    assert outcome(outgoing.save(shop.store, leaving, tmp_path / "m.csv")).people == 1


def test_who_was_taken_out_by_hand_is_not_in_it(shop: Shop, tmp_path: Path) -> None:
    who, other = ngozi(shop), shop.customer("Tom", email="t@x.example").consents("email")
    made = outcome(outgoing.save(shop.store, planned(shop, "mailchimp"), tmp_path / "m.csv", without=[who.id]))
    assert shop.read(exports.people_of, made.export) == (other.id,)


@pytest.mark.parametrize("form", outgoing.MAILINGS)
def test_no_address_that_is_not_theirs_to_use_is_in_a_mailing(shop: Shop, tmp_path: Path, form: str) -> None:
    who = ngozi(shop).reach("email", "second@okafor.example").reach("post", "7 Quiet Road\nBath BA1 2AB")
    who.consents("text", "refused").consents("post", "withdrawn")
    told = words(written(shop, tmp_path, form))
    assert "ngozi@okafor.example" in told
    for hidden in ("second@", "0183", "Quiet Road"):
        assert hidden not in told


def test_private_words_stay_in_the_notebook(shop: Shop, tmp_path: Path) -> None:
    who = ngozi(shop).alert("Nut allergy").note("Likes the window").likes("Walnut").usual("Flat white")
    shop.do(touchpoints.add_note, who.id, "Her divorce", private=True)
    shop.said("Too loud", who, kind="suggestion")
    for form in outgoing.FORMATS:
        told = words(written(shop, tmp_path, form))
        for hidden in ("Nut allergy", "divorce", "Walnut", "Too loud", "Flat white"):
            assert hidden not in told, form
    assert "Likes the window" in words(written(shop, tmp_path, "vcard3"))


def test_a_spreadsheet_is_written_as_this_country_opens_it(shop: Shop, tmp_path: Path) -> None:
    ngozi(shop)
    shop.do(shops.edit, region="DE")
    data = written(shop, tmp_path, "excel").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfName;Call name;")
    assert b"\r\n" in data
    [row] = rows(tmp_path / "people.csv")
    assert (row["Name"], row["Phone"]) == ("Ngozi Okafor", "'0151 496 0183")


def test_a_mailing_tool_gets_no_mark_and_a_bare_phone(shop: Shop, tmp_path: Path) -> None:
    ngozi(shop)
    data = written(shop, tmp_path, "mailchimp").read_bytes()
    assert data.startswith(b"Email Address,First Name,Last Name,Address,Phone Number,Birthday,Tags\r\n")
    assert b'"+441514960183"' in data


def test_a_program_that_takes_small_files_gets_several(shop: Shop, tmp_path: Path) -> None:
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        many = w.add_many(schema.customer, ("name", "added_at"), [("x" * 250, 0)] * 1_500)
        w.add_many(schema.note, ("customer_id", "at", "words"), [(who, 0, "y" * 200) for who in many])
    made = outcome(outgoing.save(shop.store, planned(shop, "square"), tmp_path / "people.csv"))
    assert [file.name for file in made.files] == ["people.csv", "people-2.csv", "people-3.csv", "people-4.csv"]
    assert sorted(tmp_path.glob("*.csv")) == sorted(made.files)
    assert all(file.stat().st_size <= 250_000 for file in made.files)
    assert sum(len(rows(file)) for file in made.files) == 1_500


def test_nobody_to_write_to_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Not Asked", email="a@x.example")
    with pytest.raises(Refusal, match="nobody-to-write"):
        written(shop, tmp_path, "mailchimp")
    assert not list(tmp_path.glob("*people*"))
    assert shop.read(exports.all_of) == ()


@pytest.mark.parametrize("form", outgoing.FORMATS)
def test_a_job_that_is_stopped_leaves_nothing_behind(shop: Shop, tmp_path: Path, form: str) -> None:
    ngozi(shop)
    file = tmp_path / "out" / "people.x"
    file.parent.mkdir()
    file.write_text("the one from yesterday")
    job = outgoing.save(shop.store, planned(shop, form), file)
    next(job)
    next(job)
    job.close()
    assert [path.name for path in file.parent.iterdir()] == ["people.x"]
    assert file.read_text() == "the one from yesterday"
    assert shop.read(exports.all_of) == ()


@pytest.mark.parametrize("form", ["excel", "vcard3", "xlsx"])
def test_what_cannot_stand_there_was_never_taken_out(shop: Shop, tmp_path: Path, form: str) -> None:
    ngozi(shop)
    folder = tmp_path / "people"
    folder.mkdir()
    with pytest.raises(Refusal, match="not-written"):
        outcome(outgoing.save(shop.store, planned(shop, form), folder))
    assert shop.read(exports.all_of) == (), "nobody's history tells of a file that there is not"
    assert not list(folder.iterdir())
    assert not list(tmp_path.glob(".people*"))


def test_a_folder_that_is_not_there_is_told(shop: Shop, tmp_path: Path) -> None:
    ngozi(shop)
    with pytest.raises(Refusal, match="not-written"):
        outcome(outgoing.save(shop.store, planned(shop, "mailchimp"), tmp_path / "nowhere" / "m.csv"))
    assert shop.read(exports.all_of) == ()


def test_the_file_of_a_colleague_next_door_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    ngozi(shop)
    other = tmp_path / "people.csv.part"
    other.write_text("not ours")
    written(shop, tmp_path, "mailchimp")
    assert other.read_text() == "not ours"


# What is noted


def test_every_file_is_noted_in_the_log_and_in_each_history(shop: Shop, tmp_path: Path) -> None:
    from relnotebook.notebook import history

    mara = shop.do(staff.set_colleague, "Mara Holm", role="Owner")
    who = ngozi(shop)
    stranger = shop.customer("Not Asked")
    outcome(outgoing.save(shop.store, planned(shop, "mailchimp"), tmp_path / "winter.csv", staff=mara))
    [one] = shop.read(exports.all_of)
    assert (one.staff, one.format, one.channel, one.own_use, one.file, one.people) == (
        "Mara Holm",
        "mailchimp",
        "email",
        False,
        "winter.csv",
        1,
    )
    assert shop.read(history.steps, who.id)[0].act == Act.EXPORT_PEOPLE
    assert Act.EXPORT_PEOPLE not in [line.act for line in shop.read(history.steps, stranger.id)]
    outcome(outgoing.save(shop.store, planned(shop, "vcard3"), tmp_path / "book.vcf"))
    assert shop.read(exports.all_of)[0].own_use


def test_an_export_is_no_contact_with_anybody(shop: Shop, tmp_path: Path) -> None:
    who = ngozi(shop)
    before = shop.read(lambda s: s.raw("SELECT * FROM customer_stat WHERE customer_id = ?", (who.id,)))
    written(shop, tmp_path, "mailchimp")
    assert shop.read(lambda s: s.raw("SELECT * FROM customer_stat WHERE customer_id = ?", (who.id,))) == before


# There and back


@pytest.mark.parametrize("form", outgoing.FORMATS)
def test_our_own_file_brought_in_again_changes_nothing(shop: Shop, tmp_path: Path, form: str) -> None:
    desk = Desk(shop)
    full = ngozi(shop).reach("post", "14 Mill Lane\nLiverpool L1 8JQ").reach("phone", "07700 900123")
    full.tagged("regular").tagged("likes, a lot").note("One\nand two").note("=1+1").is_(call_name="Ngo", say="en-GO")
    other = shop.customer("Mrs Whitfield", email="w@x.example", card="00123").consents("email")
    if form != "shopify":  # which has no column for a birthday, so that it stands in the note
        full.birthday("12 April")
        other.birthday("3/5/1980")
    shop.customer("=SUM(A1)", email="s@x.example").consents("email").tagged("-1")
    file = written(shop, tmp_path, form)
    before = shop.tables()
    result = desk.people(file)
    assert (result.created, result.updated, result.rejected_count) == (0, 0, 0)
    after = shop.tables()
    assert {name for name in before if before[name] != after[name]} == set()


_deeds = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["given", "withdrawn", "refused", "imported", "bin", "deceased", "export"]),
    ),
    max_size=12,
)


@given(deeds=_deeds)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_who_took_their_word_back_is_ever_in_a_file(
    shop: Shop, tmp_path: Path, deeds: list[tuple[int, str]]
) -> None:
    shop.customer(f"Sure {len(shop.acts())}", email=f"sure{len(shop.acts())}@x.example").consents("email")
    who = [shop.customer(f"N{n}", email=f"n{n}.{len(shop.acts())}@x.example") for n in range(3)]
    said: dict[int, str] = {}
    for n, deed in deeds:
        one = who[n]
        if deed in ("given", "withdrawn", "refused"):
            said[n] = deed
            one.consents("email", deed)
        elif deed == "imported":
            shop.do(consent.record, one.id, "email", "given", how="imported")
            said.setdefault(n, "given")
        elif deed == "bin":
            shop.do(customers.bin, one.id)
        elif deed == "deceased":
            one.state("deceased")
    made = outcome(outgoing.save(shop.store, planned(shop, "mailchimp"), tmp_path / "m.csv"))
    inside = shop.read(exports.people_of, made.export)
    for n, one in enumerate(who):
        spoiled = {deed for m, deed in deeds if m == n} & {"bin", "deceased"}
        assert (one.id in inside) == (said.get(n) == "given" and not spoiled)
    told = {row["Email Address"] for row in rows(tmp_path / "m.csv")}
    allowed = {one.value for one in shop.read(consent.allowed, "email").inside}
    assert told <= allowed


# Neither tables nor cards


def test_the_clipboard_gets_addresses_and_is_noted(shop: Shop) -> None:
    who, other = ngozi(shop), shop.customer("Tom", email="t@x.example").consents("email")
    shop.customer("Not Asked", email="a@x.example")
    leaving = planned(shop, "clipboard", own_use=False)
    made = outcome(outgoing.copied(shop.store, leaving))
    assert (made.text, made.people) == ("ngozi@okafor.example, t@x.example", 2)
    assert shop.read(exports.people_of, made.export) == (who.id, other.id)
    [noted] = shop.read(exports.all_of)
    assert (noted.format, noted.channel, noted.file) == ("clipboard", "email", "")
    who.consents("email", "withdrawn")
    assert outcome(outgoing.copied(shop.store, leaving)).text == "t@x.example"
    with pytest.raises(Refusal, match="nobody-to-write"):
        outcome(outgoing.copied(shop.store, leaving, without=[other.id]))


@pytest.mark.parametrize(("form", "channel"), outgoing.MADE.items())
def test_each_has_its_own_channel(shop: Shop, form: str, channel: str) -> None:
    assert planned(shop, form, own_use=False).wish.channel == channel
    with pytest.raises(Refusal, match="other-channel"):
        planned(shop, form, own_use=False, channel="text")
    with pytest.raises(Refusal, match="mailing-only"):
        planned(shop, form, own_use=True)


def test_what_is_no_table_needs_somebody_to_make_it(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Tom").reach("post", "1 Mill Lane\nBath").consents("post")
    with pytest.raises(Refusal, match="bad-choice"):
        outcome(outgoing.save(shop.store, planned(shop, "labels", own_use=False), tmp_path / "l.pdf"))
    assert not (tmp_path / "l.pdf").exists()


def test_one_e_mail_for_a_household_when_that_is_wished(shop: Shop) -> None:
    one, two = (shop.customer(name, email=f"{name}@x.example").consents("email") for name in ("Ana", "Tom"))
    with shop.store.write(Act.SET_HOUSEHOLD) as w:
        home = w.add(schema.household, name="Silva")
        for who in (one, two):
            w.put(schema.customer, who.id, household_id=home)
    assert planned(shop, "mailchimp").inside == (one.id, two.id)
    found = planned(shop, "mailchimp", per_household=True)
    assert found.wish.per_household
    [left] = found.left_out
    assert (found.inside, left.reason, left.other) == ((one.id,), "same_household", one.id)


def test_a_letter_for_each_of_a_household_when_that_is_wished(shop: Shop) -> None:
    for name in ("Ana", "Tom"):
        shop.customer(name).reach("post", "1 Mill Lane\nBath").consents("post")
    assert len(planned(shop, "excel", channel="post").inside) == 1
    assert len(planned(shop, "excel", channel="post", per_household=False).inside) == 2


def test_everybody_is_in_the_address_book_whoever_they_live_with(shop: Shop) -> None:
    ngozi(shop)
    assert not planned(shop, "vcard3", per_household=True).wish.per_household
