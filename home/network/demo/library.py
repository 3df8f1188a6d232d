"""What the content files refer to: territories, communes, vocabularies, sources, images, files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagtail.models import Locale

from territories.models import Audience, Commune, Scale, Territory, Theme
from territories.tree import answering, tree

from .errors import ContentError
from .files import CONTENT, Entry, entries, read_file
from .images import IMAGES
from .markup import inline, typo

SOURCE_LENGTH = 400
LABEL_LENGTH = 140


class Library:
    """References resolved by their code, each unknown one being an error that names its entry."""

    def __init__(self, folder: Path = CONTENT):
        self.folder = folder
        self.locale = Locale.objects.filter(language_code="fr").first()
        self.territories: dict[str, Territory] = tree().by_code
        self.themes = {t.code: t for t in Theme.objects.filter(locale=self.locale)}
        self.audiences = {a.code: a for a in Audience.objects.filter(locale=self.locale)}
        self.sources: dict[str, dict[str, str]] = read_file("sources", folder)
        self.documents: dict[str, dict[str, Any]] = read_file("documents", folder)
        self._communes = {
            c.insee: c for c in Commune.objects.only("insee", "name").order_by("insee")
        }
        if not self.territories or not self._communes or not self.themes:
            raise ContentError(
                "base de données",
                "les territoires ne sont pas chargés : lancez d’abord « load_territories »",
            )

    @property
    def region(self) -> Territory:
        region = tree().region
        if region is None:
            raise ContentError("base de données", "la région manque parmi les territoires")
        return region

    def local(self, name: str, key: str, code: str = "territoire") -> Iterator[Entry]:
        """Entries of a file that stand on the sites of their territories.

        Those of a territory that was merged are passed over: they live on the site that it joined.
        """
        gone = {c for c, t in self.territories.items() if t.succeeded_by_id}
        return entries(name, key, self.folder, lambda values: values.get(code) not in gone)

    def territory(self, entry: Entry, key: str = "territoire") -> Territory:
        return self.territory_of(entry, entry.need(key))

    def territory_of(self, entry: Entry, code: str) -> Territory:
        """The territory named by `code`, or the one that took over from it; it must have its site."""
        territory = self.territories.get(code)
        if territory is None:
            raise entry.error(f"territoire inconnu : « {code} »")
        if territory.succeeded_by_id:
            territory = answering(territory.pk)
        if territory is None or territory.site_id is None:
            raise entry.error(f"le site de « {code} » n’existe pas encore (create_site)")
        return territory

    def commune(self, entry: Entry, key: str = "commune") -> Commune | None:
        code = entry.get(key)
        if code is None:
            return None
        if code not in self._communes:
            raise entry.error(f"commune inconnue : « {code} » (code INSEE attendu)")
        return self._communes[code]

    def terms(self, entry: Entry) -> dict[str, list]:
        """Themes and audiences of an entry."""
        return {
            "themes": self._terms(entry, "themes", self.themes, "thème inconnu"),
            "audiences": self.audience_list(entry),
        }

    def audience_list(self, entry: Entry) -> list[Audience]:
        return self._terms(entry, "publics", self.audiences, "public inconnu")

    def _terms(self, entry: Entry, key: str, known: dict, problem: str) -> list:
        codes = entry.get(key, list, [])
        for code in codes:
            if code not in known:
                raise entry.error(f"{problem} : « {code} »")
        return [known[code] for code in codes]

    def image(self, entry: Entry) -> str:
        """Key of the drawn image of an entry, empty without one."""
        key = entry.get("image", str, "")
        if key and key not in IMAGES:
            raise entry.error(f"image inconnue : « {key} »")
        return key

    def document_keys(self, entry: Entry) -> list[str]:
        keys = entry.get("fichiers", list, [])
        for key in keys:
            if key not in self.documents:
                raise entry.error(f"fichier inconnu : « {key} » (voir documents.toml)")
        return keys

    # --- Sources ------------------------------------------------------------------

    def _sources_of(self, entry: Entry) -> list[dict[str, str]]:
        keys = entry.get("sources", list, [])
        for key in keys:
            if key not in self.sources:
                raise entry.error(f"source inconnue : « {key} » (voir sources.toml)")
        return [self.sources[key] for key in keys]

    def source_links(self, entry: Entry) -> list[tuple[str, dict[str, str]]]:
        """Blocks of the `links` stream of a sheet; every source of a sheet needs an address."""
        links = []
        for source in self._sources_of(entry):
            if "adresse" not in source:
                raise entry.error(f"la source « {source['titre']} » n’a pas d’adresse")
            label = typo(source["titre"])[:LABEL_LENGTH]
            links.append(("link", {"label": label, "url": source["adresse"]}))
        return links

    def source_text(self, entry: Entry) -> tuple[str, list]:
        """The `source` field, and the block to add below the text when addresses do not fit in it."""
        cited = self._sources_of(entry)
        full = " ; ".join(
            " — ".join(filter(None, (typo(s["titre"]), s.get("adresse")))) for s in cited
        )
        if len(full) <= SOURCE_LENGTH:
            return full, []
        short = f"{len(cited)} sources, nommées à la fin du texte"
        return short, [("text", self.source_html(entry))]

    def source_html(self, entry: Entry) -> str:
        """A « Source : » paragraph for a page that has no field of its own for it."""
        cited = [
            f"[{s['titre']}]({s['adresse']})" if "adresse" in s else s["titre"]
            for s in self._sources_of(entry)
        ]
        if not cited:
            return ""
        word = "Source" if len(cited) == 1 else "Sources"
        return f"<p>{inline(f'{word} : ' + ' ; '.join(cited))}</p>"

    def source_url(self, entry: Entry, key: str = "source") -> str:
        """The address of one source."""
        name = entry.get(key, str, "")
        if not name:
            return ""
        if "adresse" not in self.sources.get(name, {}):
            raise entry.error(f"source inconnue ou sans adresse : « {name} »")
        return self.sources[name]["adresse"]

    def diffusion(self, entry: Entry) -> dict[str, list[Territory]]:
        """Which territories receive a local page, by state."""
        wanted = entry.get("diffusion", dict, {})
        for state in wanted:
            if state not in ("acceptee", "epinglee", "proposee", "masquee"):
                raise entry.error(f"diffusion inconnue : « {state} »")
        return {
            state: [self.territory_of(entry, code) for code in codes]
            for state, codes in wanted.items()
        }

    def groupement(self, territory: Territory) -> str:
        """Name of the groupement above a pays, of the region when there is none."""
        above = [t for t in territory.ancestors() if t.scale == Scale.GROUPEMENT]
        return (above[0] if above else self.region).site_name
