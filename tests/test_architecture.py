"""The plan of the house as a test: floors, no circles, no attics, nothing that waits, the mirror complete."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "relnotebook"
FLOORS = ("base", "store", "notebook", "exchange", "bridge", "widgets", "ui")
TOPMOST = ("__init__.py", "__main__.py", "app.py", "cli.py")
BEHIND = ("commands", "tour")  # the parts of cli.py, which may import everything

MAY_IMPORT = {
    "base": set(),
    "store": {"base"},
    "notebook": {"store", "base"},
    "exchange": {"notebook", "store", "base"},
    "bridge": {"store", "base"},
    "widgets": {"base"},
    "ui": {"notebook", "exchange", "bridge", "widgets", "base"},
}
WITHOUT_QT = ("base", "store", "notebook", "exchange")
SQL = ("sqlalchemy", "sqlcipher3", "sqlite3", "alembic")
WITHOUT_SQL = ("base", "bridge", "widgets", "ui")
LONG = {"store/schema.py": 900}


def modules(*floors: str) -> list[Path]:
    return sorted(p for floor in floors or FLOORS for p in (HOUSE / floor).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions and under TYPE_CHECKING."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def where(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down(floor: str) -> None:
    upward = []
    for path in modules(floor):
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "relnotebook" and len(parts) > 1 and parts[1] in FLOORS:
                if parts[1] != floor and parts[1] not in MAY_IMPORT[floor]:
                    upward.append(f"{where(path)} imports {name}")
            elif parts[0] == "relnotebook" and len(parts) > 1 and (f"{parts[1]}.py" in TOPMOST or parts[1] in BEHIND):
                upward.append(f"{where(path)} imports {name}")
    assert upward == []


@pytest.mark.parametrize("floor", WITHOUT_QT)
def test_no_qt_below(floor: str) -> None:
    drawing = {
        "exchange/paper.py",
        "exchange/paper_cards.py",
        "exchange/paper_consent.py",
        "exchange/paper_labels.py",
        "exchange/paper_letters.py",
        "exchange/paper_wall.py",
    }
    guilty = [where(p) for p in modules(floor) if any(n.startswith("PySide6") for n in imported(p))]
    assert set(guilty) <= drawing


@pytest.mark.parametrize("floor", WITHOUT_SQL)
def test_no_sql_above(floor: str) -> None:
    assert [where(p) for p in modules(floor) if any(n.split(".")[0] in SQL for n in imported(p))] == []


def test_the_bridge_knows_no_widgets() -> None:
    allowed = ("PySide6.QtCore", "PySide6")
    for path in modules("bridge"):
        for name in imported(path):
            assert not name.startswith("PySide6.") or name.startswith(allowed[0]), f"{where(path)} imports {name}"


def test_there_are_no_circles() -> None:
    graph: dict[str, set[str]] = {}
    known = {"relnotebook." + where(p)[:-3].replace(os.sep, ".").removesuffix(".__init__") for p in modules()}
    for path in modules():
        name = "relnotebook." + where(path)[:-3].replace(os.sep, ".")
        graph[name] = {n for n in imported(path) if n in known and n != name}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for below in sorted(graph.get(name, ())):
                walk(below, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_files_and_folders_stay_small() -> None:
    known = {*FLOORS, *TOPMOST, *BEHIND, "py.typed", "__pycache__", "_resources"}
    assert not {p.name for p in HOUSE.iterdir()} - known
    for path in HOUSE.rglob("*.py"):
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= LONG.get(where(path), 600), f"{where(path)} has {lines} lines"


def test_tests_mirror_the_tree() -> None:
    missing = [
        where(p)
        for p in modules()
        if p.name != "__init__.py"
        and "migrations" not in p.parts
        and not (ROOT / "tests" / p.relative_to(HOUSE).parent / f"test_{p.name}").exists()
    ]
    assert missing == []


FORBIDDEN = {
    "sleep": "wait for a signal or a state",
    "processEvents": "the smell of a missing lane",
    "exec_": "dialogs are opened, not run",
}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


@pytest.mark.parametrize("path", [*modules(), *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda p: p.name)
def test_nothing_waits_by_the_clock(path: Path) -> None:
    for name, node in calls(path):
        assert name not in FORBIDDEN, f"{path.name}:{node.lineno} {name}: {FORBIDDEN.get(name)}"


def test_dialogs_never_run_a_loop_of_their_own() -> None:
    for path in modules("bridge", "widgets", "ui"):
        for name, node in calls(path):
            assert name != "exec", f"{where(path)}:{node.lineno}"


def test_customers_words_never_become_markup() -> None:
    """A label or tooltip with a variable goes through widgets/plain, which shows every character as typed."""
    makers = {"widgets/plain.py"}
    for path in modules("widgets", "ui"):
        if where(path) in makers:
            continue
        for name, node in calls(path):
            if name in ("QLabel", "setToolTip", "setStatusTip") and node.args:
                words = node.args[0]
                fixed = isinstance(words, ast.Constant) or (
                    isinstance(words, ast.Call) and getattr(words.func, "id", "") == "_"
                )
                assert fixed or name == "setStatusTip", f"{where(path)}:{node.lineno} {name}"


def test_every_command_of_the_key_list_stands_in_the_readme() -> None:
    from relnotebook.ui import actions

    told = (ROOT / "README.md").read_text("utf-8")
    silent = [
        c.name for c in actions.commands() if c.keys and c.shown != "-" and not (set(c.keys) | {c.shown}) & _keys(told)
    ]
    assert silent == []


def _keys(text: str) -> set[str]:
    return {key.replace("`", "") for key in re.findall(r"`[^`\n]+`", text)}


def test_every_act_has_a_sentence() -> None:
    from relnotebook.base.terms import Act
    from relnotebook.widgets import say

    for act in Act:
        told = say.act(act, (("name", "Ngozi"), ("what", str(Act.LOG_USUAL)), ("file", "people.csv")))
        assert told.strip(), act
        assert "{" not in told, act


def test_the_window_does_not_wait_for_the_database() -> None:
    """Importing what the first paint needs imports neither SQLAlchemy nor any other slow library."""
    code = (
        "import sys; import relnotebook.app, relnotebook.ui.window, relnotebook.ui.counter; "
        "print(sorted(m for m in ('sqlalchemy', 'sqlcipher3', 'alembic', 'numpy', 'phonenumbers', 'rapidfuzz', "
        "'asyncio', 'click', 'charset_normalizer') if m in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "[]"


def test_nothing_of_this_house_points_at_a_machine() -> None:
    """No path of somebody's computer and no package registry in what is shipped."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=False, cwd=ROOT).stdout.split(
        "\n"
    )
    pattern = re.compile(r"(?<![\w.])/(?:root|work)/|index-url|pypi\.org|files\.pythonhosted")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".lock", ".qss", "") and path.is_file() and path != Path(__file__):
            assert not pattern.search(path.read_text("utf-8", "replace")), name


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_qt_does_not_wear_none_out(qapp: object) -> None:
    """PySide6 6.12.0 dropped a reference to None at every void call, which ends the interpreter within minutes."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.blockSignals(False)
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 500


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_line_of_a_lock_names_one_package(lock: str) -> None:
    """A mark of continuation too many would swallow the next package without a word."""
    whole = (ROOT / "packaging" / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line[:60] for line in lines if len(re.findall(r"(?:^|\s)[\w.-]+==\d", line)) != 1] == []
