from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import Act
from relnotebook.base.text import read_phone
from relnotebook.store import index
from relnotebook.store.index import Document
from relnotebook.store.write import Store

from .acts import welcome

YEAR = 365 * 86400


def document(who: int, name: str, *, phone: str = "", email: str = "", usual: str = "", tag: str = "") -> Document:
    number = read_phone(phone, "GB")
    return Document.of(
        who,
        names=[name],
        phones=[number] if number else [],
        emails=[email] if email else [],
        usual=[usual] if usual else [],
        tags=[tag] if tag else [],
    )


def put(store: Store, *documents: tuple[Document, int]) -> int:
    with store.write(Act.REBUILD) as w:
        return index.put_documents(w, documents)


def take_out(store: Store, *customers: int) -> None:
    with store.write(Act.REBUILD) as w:
        index.take_out(w, customers)


def asked(store: Store, question: str) -> list[int]:
    with store.read() as s:
        rows = s.raw(
            "SELECT d.customer_id FROM find JOIN find_doc d ON d.rank = find.rowid WHERE find MATCH ? ORDER BY d.rank",
            (question,),
        )
    return [who for (who,) in rows]


def words(store: Store) -> dict[str, int]:
    with store.read() as s:
        return dict(s.raw("SELECT word, times FROM find_word"))


def agrees(store: Store) -> bool:
    connection = store.raw_connection()
    try:
        job = index.agrees(connection)
        while True:
            try:
                next(job)
            except StopIteration as end:
                return bool(end.value)
    finally:
        connection.close()


# Documents


def test_a_document_holds_folded_words_with_a_blank_at_both_ends() -> None:
    found = Document.of(7, names=["Zoë O'Brien", "Zo"], cards=["RN-42"], usual=["Oat flat white"], tags=["Early bird"])
    assert found.names == " zoe o brien zo obrien "
    assert found.ids == " rn 42 rn42 "
    assert found.usual == f" {index.ASIDE}oat {index.ASIDE}flat {index.ASIDE}white "
    assert found.tags == f" {index.ASIDE}early {index.ASIDE}bird "
    assert Document.of(7).texts == ("", "", "", "")


def test_a_phone_is_found_by_any_ending_and_by_its_beginning() -> None:
    ids = document(1, "", phone="0151 496 0183").ids.split()
    assert {"441514960183", "01514960183", "183", "0183", "4960183"} <= set(ids)
    assert {index.START + start for start in ("0151", "01514", "44151", "441514")} <= set(ids)


# Rank


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ((100 * YEAR // 2, 1), (100 * YEAR // 2 - 20 * 86400, 500)),  # came later, though less often
        ((50 * YEAR, 40), (50 * YEAR, 3)),
        ((50 * YEAR, 1), (None, 0)),
        ((None, 0), (0, 0)),
    ],
)
def test_who_came_last_and_often_is_likelier(likelier: tuple[int | None, int], other: tuple[int | None, int]) -> None:
    assert index.score(*likelier) >= index.score(*other)


def test_most_visits_leave_the_score_alone() -> None:
    monday = 1_795_000_000
    scores = {index.score(monday + day * 86400 // 20, 200 + day) for day in range(20)}
    assert len(scores) <= 2


def test_a_score_never_leaves_its_range() -> None:
    assert index.score(10**12, 10**9) == index.MOST
    assert index.score(-5, -5) == 0


def test_rank_keys_put_high_scores_first_and_hold_the_customer() -> None:
    assert index.rank(10, 5) < index.rank(9, 4) < index.rank(9, 5)
    assert index.rank(10, 5) & 0xFFFFFF == 5
    assert index.rank(index.MOST, 1) > 0
    for bad in (0, 1 << 24):
        with pytest.raises(ValueError, match="out of"):
            index.rank(1, bad)


# Keeping


def test_documents_come_go_and_change(store: Store) -> None:
    assert put(store, (document(1, "Ngozi Okafor"), 5), (document(2, "Aoi Tanaka"), 9)) == 2
    assert asked(store, '"ngozi"') == [1]
    assert put(store, (document(1, "Ngozi Okafor"), 5)) == 0
    assert put(store, (document(1, "Ngozi Adeyemi"), 5)) == 1
    assert asked(store, '"okafor"') == []
    assert asked(store, '"adeyemi"') == [1]
    assert put(store, (document(1, "Ngozi Adeyemi"), 10)) == 1
    assert asked(store, '"n"* OR "a"*') == [1, 2]
    take_out(store, 1, 99)
    assert asked(store, '"ngozi"') == []
    assert agrees(store)


def test_words_are_counted_by_customers_and_forgotten_with_the_last_one(store: Store) -> None:
    put(
        store,
        (document(1, "Ana Ana", usual="latte", email="ana@x.org"), 1),
        (document(2, "Ana", phone="0151 4960183"), 1),
    )
    assert words(store) == {"ana": 2, "latte": 1}
    take_out(store, 1)
    assert words(store) == {"ana": 1}
    with store.read() as s:
        assert {shorter for (shorter,) in s.raw("SELECT shorter FROM find_near")} == {"ana", "na", "aa", "an"}
    take_out(store, 2)
    assert words(store) == {}
    with store.read() as s:
        assert s.raw("SELECT * FROM find_near") == []


def test_thousands_are_taken_at_once(store: Store) -> None:
    many = [(document(i, f"Name{i} Common"), i % 7) for i in range(1, 2501)]
    assert put(store, *many) == 2500
    assert put(store, *many[:10], (document(2600, "One More"), 1)) == 1
    assert words(store)["common"] == 2500
    assert agrees(store)


CUSTOMERS = st.dictionaries(
    st.integers(1, 6),
    st.tuples(
        st.lists(st.sampled_from(["ana", "ben", "chloé", "o'brien", "müller", "王小明"]), max_size=3), st.integers(0, 3)
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(CUSTOMERS, min_size=1, max_size=4))
def test_after_any_changes_the_index_is_as_if_made_anew(
    store: Store, states: list[dict[int, tuple[list[str], int]]]
) -> None:
    for state in states:
        put(store, *((document(who, " ".join(names)), score) for who, (names, score) in state.items()))
        take_out(store, *({1, 2, 3, 4, 5, 6} - state.keys()))
    wanted = [document(who, " ".join(names)) for who, (names, _) in states[-1].items()]
    assert words(store) == Counter(word for one in wanted for word in index.vocabulary(*one.texts))
    assert agrees(store)
    kept = words(store)
    with store.write(Act.REBUILD) as w:
        index.rebuild(w)
        index.optimize(w)
    assert words(store) == kept
    assert agrees(store)
    for one in wanted:
        assert all(one.customer_id in asked(store, f'"{word}"') for word in one.names.split())


def test_a_document_that_is_not_what_the_index_holds_is_noticed(store: Store) -> None:
    put(store, (document(1, "Ngozi Okafor"), 5))
    with store.write(Act.REBUILD) as w:
        w.renew("UPDATE find_doc SET names = ' ngozj okafor '")
    assert not agrees(store)


def test_clearing_leaves_nothing(store: Store) -> None:
    put(store, (document(1, "Ngozi Okafor"), 5))
    with store.write(Act.REBUILD) as w:
        index.clear(w)
    assert (asked(store, '"ngozi"'), words(store)) == ([], {})
    assert agrees(store)


def test_no_word_of_somebody_taken_out_is_left_after_optimizing(store: Store) -> None:
    put(store, (document(1, "Xylophonist Quetzalcoatl"), 5), (document(2, "Ana"), 5))
    put(store, (document(1, "Xylophonist Quetzalcoatl"), 6))
    take_out(store, 1)
    with store.write(Act.REBUILD) as w:
        index.optimize(w)
    connection = store.raw_connection()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    assert b"ylophon" not in store.path.read_bytes()


def test_nothing_is_written_where_nothing_differs(store: Store) -> None:
    store.do(welcome, "Ngozi")
    put(store, (document(1, "Ngozi Okafor"), 5))
    before = json.dumps(sorted(words(store).items()))
    with store.write(Act.REBUILD) as w:
        changed = w._driver.total_changes
        assert index.put_documents(w, [(document(1, "Ngozi Okafor"), 5)]) == 0
        assert w._driver.total_changes == changed
    assert json.dumps(sorted(words(store).items())) == before


def test_a_customer_who_comes_again_moves_up_and_is_found_by_the_same_words(store: Store) -> None:
    for name in ("Ngozi Okafor", "Ngozi Eze"):
        store.do(welcome, name)
    put(store, (document(1, "Ngozi Okafor"), 5), (document(2, "Ngozi Eze"), 9))
    before = words(store)
    assert asked(store, "ngozi") == [2, 1]
    with store.write(Act.REBUILD) as w:
        index.move(w, {1: 20, 404: 7})
    assert asked(store, "ngozi") == [1, 2]
    assert words(store) == before
    assert agrees(store)
