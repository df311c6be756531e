"""A file on its way in, with somebody at the keys: what the tests of these pages have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from relnotebook.ui.importing.page import ImportPage

from ...builders import Shop
from ..conftest import Till, beside

REGULARS = """Full Name,Mobile,E-Mail 1,Newsletter,DOB,Notes,X_FLAG
Chiara Bianchi,0151 496 0188,chiara@bianchi.example,yes,03/11/1984,Allergic to walnuts!,1
Yusuf Demir,0151 496 0171,yusuf@demir.example,no,12/01/1990,pays monthly,0
N. Okafor,0151 496 0183,,,,,1
"""


class Bringing:
    """The window on its page, and a folder with files."""

    def __init__(self, till: Till, shop: Shop, folder: Path) -> None:
        self.till, self.shop, self.folder = till, shop, folder
        till.window.people.bring_in()
        page = till.window.current
        assert isinstance(page, ImportPage)
        self.page = page
        self.desk = page.desk
        self.settled()

    def file(self, text: str, name: str = "regulars.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def takes(self, text: str = REGULARS, name: str = "regulars.csv") -> Bringing:
        """Somebody drops a file on the window."""
        self.till.window.people.bring_in(self.file(text, name))
        return self.settled()

    def at(self, step: str) -> Bringing:
        """Press Enter until that step is up."""
        while self.page.flow.step != step:
            before = self.page.flow.step
            self.page.press_main()
            self.settled()
            assert self.page.flow.step != before, f"it stays at {before}: {self.page.flow.trouble}"
        return self

    def settled(self) -> Bringing:
        """Everything was read, and nothing is being written."""
        self.till.until(self._rests)
        answers: list[int] = []
        self.page.bridge.read(lambda s: 1).then(answers.append)
        self.till.until(lambda: len(answers) == 1)
        return self

    def _rests(self) -> bool:
        page = self.page
        return page.attached and not page.work.reads and not page.work.doing and not page.flow.work

    def press(self, *keys: str) -> Bringing:
        self.till.press(*keys)
        return self.settled()

    def foots(self, words: str) -> Bringing:
        """The foot of the page says so; a digit takes a moment, since it may be the first of a scan."""

        def alike() -> None:
            assert self.desk.foot.words.text() == words

        self.till.until(alike)
        return self

    def names(self) -> list[str]:
        """Who is in the notebook."""
        sql = "SELECT name FROM customer WHERE binned_at IS NULL ORDER BY id"
        return [name for (name,) in self.asks(sql)]

    def asks(self, sql: str) -> list[tuple[Any, ...]]:
        def question() -> list[tuple[Any, ...]]:
            with self.shop.store.read() as s:
                return s.raw(sql)

        return beside(question)
