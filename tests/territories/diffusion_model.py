"""The rules of diffusion in plain Python: what a site lists, whatever happened before.

Written from the rules, not from the code; it knows no database. See `test_diffusion_property`.
"""

from dataclasses import dataclass, field

REGION = "bretagne"
GROUPEMENTS = ("ess-35", "ess-finistere")


class RefusedError(Exception):
    """The rules do not allow it: nothing has changed."""


@dataclass
class Paper:
    """A page: whose, of which kind, and who may read it."""

    owner: str
    kind: str
    order: int
    live: bool = False
    reserved: bool = False
    everywhere: bool = False

    @property
    def is_public(self) -> bool:
        return self.live and not self.reserved


@dataclass
class Row:
    state: str
    pinned: bool = False


@dataclass
class Model:
    """Pages, proposals (by page and site), and the tree. `at_once`: by site, from whom it takes without looking."""

    pages: dict[str, Paper]
    parents: dict[str, str | None]
    at_once: dict[str, dict[str, bool]]
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    # --- Who is who -----------------------------------------------------------------------

    def above(self, site: str) -> list[str]:
        parent = self.parents[site]
        return [parent, *self.above(parent)] if parent else []

    def may_be_asked(self, owner: str, site: str) -> bool:
        if site not in self.parents or site == owner:
            return False
        is_pays = site != REGION and site not in GROUPEMENTS
        return owner == REGION or is_pays or site in self.above(owner)

    def takes_at_once(self, site: str, owner: str) -> bool:
        wishes = self.at_once[site]
        if owner == REGION:
            return wishes["region"]
        if owner in self.above(site):
            return wishes["parent"]
        if site in self.above(owner):
            return wishes["children"]
        return wishes["others"]

    # --- What a site shows ----------------------------------------------------------------

    def is_listed(self, name: str, site: str) -> bool:
        page, row = self.pages[name], self.rows.get((name, site))
        if not page.is_public:
            return False
        state = row.state if row else ""
        return page.owner == site or state == "accepted" or (page.everywhere and state != "hidden")

    def listed(self, site: str, kind: str = "") -> list[str]:
        """By date, the latest news first and the next event first."""
        names = [
            n for n in self.pages if self.is_listed(n, site) and kind in ("", self.pages[n].kind)
        ]
        return sorted(names, key=lambda name: self.pages[name].order)

    def shown(self, site: str, kind: str) -> list[str]:
        """What the list of a kind shows: pinned first; and where it is empty, what the nearest above has."""
        names = self.listed(site, kind)
        if names:
            return sorted(names, key=lambda name: not self.is_pinned(name, site))
        for above in self.above(site):
            names = [n for n in self.listed(above, kind) if not self.is_hidden(n, site)]
            if names:
                return names
        return []

    def wide(self, site: str, kind: str) -> list[str]:
        """All of Brittany, but what this site hid."""
        names = [n for n, page in self.pages.items() if page.is_public and page.kind == kind]
        names = [n for n in names if not self.is_hidden(n, site) or self.pages[n].owner == site]
        return sorted(names, key=lambda name: self.pages[name].order)

    def is_pinned(self, name: str, site: str) -> bool:
        row = self.rows.get((name, site))
        return bool(row and row.pinned)

    def is_hidden(self, name: str, site: str) -> bool:
        row = self.rows.get((name, site))
        return bool(row and row.state == "hidden")

    # --- What may happen ------------------------------------------------------------------

    def _send(self, name: str, site: str) -> None:
        taken = self.takes_at_once(site, self.pages[name].owner)
        self.rows[name, site] = Row("accepted" if taken else "proposed")

    def propose(self, name: str, site: str) -> None:
        row = self.rows.get((name, site))
        if row is None and not self.may_be_asked(self.pages[name].owner, site):
            raise RefusedError
        if row is None:
            row = self.rows[name, site] = Row("planned")
        if row.state == "planned" and self.pages[name].live:
            self._send(name, site)

    def withdraw(self, name: str, site: str) -> None:
        if not self.is_hidden(name, site):
            self.rows.pop((name, site), None)

    def decide(self, name: str, site: str, action: str) -> None:
        page, row = self.pages[name], self.rows.get((name, site))
        received = page.everywhere or (row and row.state != "planned")
        if not (received and page.is_public and page.owner != site and site in self.parents):
            raise RefusedError
        if action == "unpin":
            if row:
                row.pinned = False
        elif action == "hide":
            self.rows[name, site] = Row("hidden")
        else:
            self.rows[name, site] = Row("accepted", action == "pin" or self.is_pinned(name, site))

    def publish(self, name: str) -> None:
        page = self.pages[name]
        page.live = True
        for (other, site), row in list(self.rows.items()):
            if other != name or row.state != "planned":
                continue
            if self.may_be_asked(page.owner, site):
                self._send(name, site)
            else:
                del self.rows[name, site]

    def unpublish(self, name: str) -> None:
        self.pages[name].live = False

    def reserve(self, name: str) -> None:
        self.pages[name].reserved = not self.pages[name].reserved

    def everywhere(self, name: str) -> None:
        """Marked, or no more, by a publication; the region's pages alone."""
        page = self.pages[name]
        if page.owner != REGION:
            raise RefusedError
        page.everywhere = not page.everywhere
        self.publish(name)

    def take(self, site: str, source: str) -> None:
        """Change whether a site takes at once what a source proposes."""
        if site not in self.parents:
            raise RefusedError
        self.at_once[site][source] = not self.at_once[site][source]

    def attach(self, pays: str, parent: str) -> None:
        if pays not in self.parents:
            raise RefusedError
        self.parents[pays] = parent

    def merge(self, leaving: str, staying: str) -> None:
        if leaving == staying or not {leaving, staying} <= self.parents.keys():
            raise RefusedError
        for page in self.pages.values():
            if page.owner == leaving:
                page.owner = staying
        decided = {"planned": 0, "proposed": 1, "accepted": 2, "hidden": 2}
        for (name, site), row in list(self.rows.items()):
            if site not in (leaving, staying):
                continue
            if self.pages[name].owner == staying:  # nobody receives her own pages
                del self.rows[name, site]
            elif site == leaving:
                del self.rows[name, site]
                kept = self.rows.get((name, staying))
                if kept is None or decided[row.state] > decided[kept.state]:
                    self.rows[name, staying] = row
        del self.parents[leaving]
