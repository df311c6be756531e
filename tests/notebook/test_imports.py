"""What came in from files, and taking it back months later without losing what was written since."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, GroupId, Step
from relnotebook.exchange import incoming, visitsfile
from relnotebook.notebook import contacts, customers, derive, fields, imports, touchpoints, visits
from relnotebook.store import goodbyes, schema
from tests.builders import Shop

T = TypeVar("T")

PEOPLE = (
    "Name,Nickname,Phone,E-mail,Birthday,Notes,Tags,Newsletter\n"
    "Ngozi Okafor,Goz,0151 496 0183,ngozi@okafor.example,14/3/1980,Window seat,Own cup,yes\n"
    "Aoi Tanaka,,0151 496 0127,,22/11/1990,,Own cup,\n"
    "Mateus Oliveira,,0151 496 0155,mateus@oliveira.example,,Two sugars,,unsubscribed\n"
)


def done(work: Generator[Step, None, T]) -> T:
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE)
    return file


def bring_in(shop: Shop, file: Path) -> GroupId:
    plan = done(incoming.plan_contacts(shop.store, file))
    batch = done(incoming.apply_contacts(shop.store, plan)).batch
    assert batch is not None
    return batch


def take_back(shop: Shop, batch: GroupId) -> imports.TakenBack:
    return done(imports.take_back(shop.store, batch))


def named(shop: Shop, name: str) -> list[int]:
    with shop.store.read() as s:
        return [id_ for (id_,) in s.raw("SELECT id FROM customer WHERE name = ?", (name,))]


def test_the_list_says_what_each_file_brought(
    shop: Shop, people: Path, tmp_path: Path, clock: Callable[[timedelta], None]
) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183")
    bring_in(shop, people)
    clock(timedelta(days=2))
    sales = tmp_path / "sales.csv"
    sales.write_text("customer,date-time,item\n17,2026-11-02 09:30,Tea\n18,2026-11-03 10:00,Tea\n")
    done(visitsfile.apply_visits(shop.store, done(visitsfile.plan_visits(shop.store, sales))))
    found = shop.read(imports.imports)
    assert [(one.file, one.created, one.changed, one.visits, one.state) for one in found] == [
        ("sales.csv", 2, 0, 2, "in"),
        ("people.csv", 2, 1, 0, "in"),
    ]
    assert [one.when.day for one in found] == [22, 20]
    assert found[0].act is Act.IMPORT_VISITS


def test_a_file_that_changed_nothing_is_not_on_the_list(shop: Shop, people: Path) -> None:
    bring_in(shop, people)
    done(incoming.apply_contacts(shop.store, done(incoming.plan_contacts(shop.store, people))))
    assert len(shop.read(imports.imports)) == 1


def test_an_import_is_taken_back_months_later_with_its_updates(
    shop: Shop, people: Path, clock: Callable[[timedelta], None]
) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    batch = bring_in(shop, people)
    clock(timedelta(days=90))
    ngozi.had("Flat white")
    shop.customer("Kateryna Melnyk")
    told = take_back(shop, batch)
    assert told.stayed == ()
    assert [one.value for one in shop.read(contacts.of, ngozi.id)] == ["0151 496 0183"]
    assert named(shop, "Aoi Tanaka") == []
    assert named(shop, "Kateryna Melnyk")
    assert shop.visits(ngozi) == 1
    assert shop.read(imports.one, batch).state == "back"


def test_cards_changed_since_stay_and_are_named(shop: Shop, people: Path) -> None:
    batch = bring_in(shop, people)
    [aoi] = named(shop, "Aoi Tanaka")
    shop.do(visits.log, aoi, ["Matcha"])
    told = take_back(shop, batch)
    [stayed] = told.stayed
    assert (stayed.customer, stayed.name) == (aoi, "Aoi Tanaka")
    assert set(stayed.what) == {"the card", "ways to reach them", "dates", "tags"}
    assert [one.value for one in shop.read(contacts.of, aoi)] == ["0151 496 0127"]
    assert named(shop, "Ngozi Okafor") == []
    assert [line.name for line in shop.read(customers.find, "aoi").lines] == ["Aoi Tanaka"]


def test_visits_of_a_file_are_taken_back_and_the_one_changed_since_stays(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Aoi Tanaka", card="17")
    sales = tmp_path / "sales.csv"
    sales.write_text(
        "customer,date-time,item\n17,2026-11-02 09:30,Tea\n17,2026-11-03 10:00,Bun\n18,2026-11-03 10:00,Tea\n"
    )
    result = done(visitsfile.apply_visits(shop.store, done(visitsfile.plan_visits(shop.store, sales))))
    assert result.batch is not None
    with shop.store.read() as s:
        [(visit, who)] = s.raw(
            "SELECT v.id, v.customer_id FROM visit v JOIN visit_item i ON i.visit_id = v.id "
            "JOIN item t ON t.id = i.item_id WHERE t.name = 'Bun'"
        )
    shop.do(visits.edit, visit, items=["Cardamom bun"])
    told = take_back(shop, result.batch)
    assert [(stayed.customer, "visits" in stayed.what) for stayed in told.stayed] == [(who, True)]
    assert shop.visits(who) == 1


def test_taking_an_import_back_is_an_act_that_undo_takes_back(shop: Shop, people: Path) -> None:
    batch = bring_in(shop, people)
    there = shop.tables()
    take_back(shop, batch)
    assert shop.undo().fact("what") == str(Act.UNDO_IMPORT)
    assert shop.tables() == there
    assert shop.read(imports.one, batch).state == "in"


def test_an_import_taken_back_by_undo_is_not_taken_back_again(shop: Shop, people: Path) -> None:
    batch = bring_in(shop, people)
    shop.undo()
    assert shop.read(imports.one, batch).state == "back"
    with pytest.raises(Refusal, match="already-taken-back"):
        take_back(shop, batch)


def test_an_import_nobody_knows_is_said_to_be_none(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-import"):
        take_back(shop, GroupId(7))


def test_an_import_under_way_is_left_alone(shop: Shop, people: Path) -> None:
    work = incoming.apply_contacts(shop.store, done(incoming.plan_contacts(shop.store, people)))
    next(work)
    [running] = shop.read(imports.imports)
    assert running.state == "running"
    with pytest.raises(Refusal, match="import-running"):
        take_back(shop, running.id)
    done(work)


def test_an_import_of_an_older_program_is_counted_from_the_journal(shop: Shop, people: Path) -> None:
    batch = bring_in(shop, people)
    connection = shop.store.raw_connection()
    connection.execute("""UPDATE batch SET label = '{"file": "people.csv"}'""")
    connection.commit()
    connection.close()
    found = shop.read(imports.one, batch)
    assert (found.created, found.changed) == (3, None)


# Whatever happened since

SINCE = st.lists(
    st.tuples(
        st.sampled_from(["visit", "name", "phone", "struck", "tag", "note", "bin", "unbin", "again", "undo"]),
        st.integers(0, 9),
    ),
    max_size=10,
)


def _happens(shop: Shop, file: Path, what: str, pick: int) -> None:
    with shop.store.read() as s:
        everybody = [id_ for (id_,) in s.raw("SELECT id FROM customer ORDER BY id")]
    who = everybody[pick % len(everybody)]
    ways = shop.read(contacts.of, who)
    if what == "visit":
        shop.do(visits.log, who, ["Tea"], again=True)
    elif what == "name":
        shop.do(customers.edit, who, name=f"Somebody {pick}")
    elif what == "phone":
        shop.do(contacts.set_contact, who, "phone", f"0151 496 02{pick:02}")
    elif what == "struck" and ways:
        shop.do(contacts.remove_contact, ways[pick % len(ways)].id)
    elif what == "tag":
        shop.do(fields.add_tag, who, "Own cup")
    elif what == "note":
        shop.do(touchpoints.add_note, who, f"Words {pick}")
    elif what == "bin":
        shop.do(customers.bin, who)
    elif what == "unbin":
        shop.do(customers.unbin, who)
    elif what == "again":
        done(incoming.apply_contacts(shop.store, done(incoming.plan_contacts(shop.store, file))))
    elif what == "undo":
        asked = shop.store.labels().undo
        if asked is not None and asked[0] is not Act.IMPORT_CONTACTS:
            shop.undo()


@pytest.fixture(scope="module")
def before_the_file(tmp_path_factory: pytest.TempPathFactory, empty_notebook: Path) -> Path:
    """A shop that knows two of the people of the file already."""
    path = tmp_path_factory.mktemp("known") / "cafe.relnotebook"
    shutil.copy(empty_notebook, path)
    shop = Shop(path)
    shop.customer("Ngozi Okafor", phone="0151 496 0183")
    shop.customer("Mateus Oliveira", email="mateus@oliveira.example").tagged("Regular")
    shop.close()
    return path


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(since=SINCE)
def test_undoing_an_import_after_any_later_edits_loses_none_of_them(
    since: list[tuple[str, int]], before_the_file: Path
) -> None:
    with TemporaryDirectory() as folder:
        path, file = Path(folder) / "cafe.relnotebook", Path(folder) / "people.csv"
        shutil.copy(before_the_file, path)
        file.write_text(PEOPLE)
        shop = Shop(path)
        try:
            start = shop.tables()
            batch = bring_in(shop, file)
            with shop.store.read() as s:
                ours = {step for (step,) in s.raw("SELECT id FROM step WHERE batch_id = ?", (batch,))}
            for what, pick in since:
                _happens(shop, file, what, pick)
            _taken_back_as_promised(shop, batch, start, ours)
        finally:
            shop.close()


def _taken_back_as_promised(
    shop: Shop, batch: GroupId, start: dict[str, list[tuple[object, ...]]], ours: set[int]
) -> None:
    there = shop.tables()
    told = take_back(shop, batch)
    now = shop.tables()
    named_cards = {stay.customer for stay in told.stayed}
    for table in schema.kept:
        names = list(table.columns.keys())
        version, whose = names.index("version"), table.info["customer"]
        then, is_ = ({row[0]: row for row in tables[table.name]} for tables in (start, now))
        for row in there[table.name]:
            if row[version] not in ours:
                assert is_[row[0]] == row, "what somebody wrote is as they wrote it"
            elif is_.get(row[0]) == row:
                no = goodbyes.is_no(table.name, dict(zip(names, row, strict=False)))
                assert no or whose is None or row[names.index(whose)] in named_cards, "what stays is named"
            else:
                assert is_.get(row[0]) == then.get(row[0]), "what went is as it was before the file"
    derived = shop.tables("derived")
    for _step in derive.rebuild(shop.store):
        pass
    assert shop.tables("derived") == derived, "and all that follows from it has followed"
    shop.undo()
    assert shop.tables() == there
