"""What the whole window shows of the notebook: the shop, who works there, when it was last written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relnotebook.notebook.shop import Shop
    from relnotebook.notebook.staff import Colleague


@dataclass(frozen=True, slots=True)
class House:
    """One view for the cover and the status line. `saved`: the last act, None in a fresh notebook."""

    shop: Shop
    colleagues: tuple[Colleague, ...]
    saved: datetime | None

    @property
    def about(self) -> str:
        """The line below the shop's name: "Café, bakery, Harbour St"."""
        return ", ".join(part for part in (self.shop.kind.name, self.shop.address) if part)

    def knows(self, staff: int) -> bool:
        """Whether that colleague works here now."""
        return any(one.id == staff for one in self.colleagues)

    def person(self, staff: int) -> tuple[str, str]:
        """(name, role) of who is at the till; ("", "") for nobody, or for somebody who has left."""
        return next(((one.name, one.role) for one in self.colleagues if one.id == staff), ("", ""))


def read_house(s: Any) -> House:
    """Raises NotFound("no-shop"). `s`: the session of a reader lane."""
    from relnotebook.notebook import history, shop, staff

    last = history.steps(s, limit=1)
    return House(shop.profile(s), staff.everyone(s), last[0].when if last else None)
