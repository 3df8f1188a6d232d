"""Figures and tables: never without a year and a source."""

import re
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as HandsontableBlock

GROUP = "Chiffres"

# « 14,5 % », « 177 200 », « − 3 », « 340 M€ »: a column of these is aligned to the right.
_NUMBER = re.compile(r"^[−+-]?\s?\d[\d\s\u00a0\u202f.,]*(?:[\s\u00a0\u202f]?(?:%|€|k€|M€))?$")


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(
        label="Valeur", max_length=20, help_text="Comme elle se lit : « 14,5 % », « 177 200 »."
    )
    unit = blocks.CharBlock(
        label="Unité", required=False, max_length=60, help_text="« de l’emploi salarié »"
    )
    label = blocks.CharBlock(label="De quoi", max_length=80, help_text="« Part de l’emploi »")
    year = blocks.CharBlock(label="Année", max_length=20)
    source = blocks.CharBlock(label="Source", max_length=160, help_text="Qui a produit ce chiffre.")
    source_url = blocks.URLBlock(label="Adresse de la source", required=False)

    class Meta:
        label = "Chiffre"
        icon = "order"


class KeyFiguresBlock(blocks.StructBlock):
    """Large figures side by side."""

    figures = blocks.ListBlock(KeyFigureBlock(), label="Chiffres", min_num=1, max_num=4)

    class Meta:
        label = "Chiffres clés"
        icon = "order"
        group = GROUP
        template = "blocks/key_figures.html"
        description = "Un à quatre chiffres en grand, chacun avec son année et sa source."
        preview_value = {
            "figures": [
                {
                    "value": "14,5 %",
                    "unit": "de l’emploi salarié",
                    "label": "L’ESS en Bretagne",
                    "year": "2021",
                    "source": "Insee, relayé par le GREF Bretagne",
                }
            ]
        }


class TableBlock(blocks.StructBlock):
    """A table that everybody can read: a caption, named columns, named rows."""

    caption = blocks.CharBlock(
        label="Légende", max_length=200, help_text="Ce que le tableau montre, et pour quelle année."
    )
    table = HandsontableBlock(
        label="Tableau",
        table_options={
            "minSpareRows": 0,
            "startRows": 4,
            "startCols": 3,
            "contextMenu": [
                "row_above",
                "row_below",
                "---------",
                "col_left",
                "col_right",
                "---------",
                "remove_row",
                "remove_col",
                "---------",
                "undo",
                "redo",
            ],
        },
        help_text="La première ligne nomme les colonnes, la première colonne nomme les lignes.",
    )
    source = blocks.CharBlock(label="Source", required=False, max_length=200)

    class Meta:
        label = "Tableau"
        icon = "table"
        group = GROUP
        template = "blocks/table.html"
        description = (
            "Un petit tableau, avec sa légende. Écrivez « non publié » plutôt qu’une case vide."
        )
        preview_value = {
            "caption": "Part de l’ESS dans l’emploi, deux pays, 2007",
            "table": {
                "data": [
                    ["Territoire", "Part", "Publication"],
                    ["Pays de Brest", "16,7 %", "2012"],
                    ["Pays de Cornouaille", "13,7 %", "2013"],
                ],
                "first_row_is_table_header": True,
                "first_col_is_header": True,
            },
            "source": "ORESS / Cress Bretagne, d’après Insee Clap.",
        }

    def get_context(self, value, parent_context=None) -> dict[str, Any]:
        """Add `head` and `rows` for the component; columns of numbers are found by themselves."""
        context = super().get_context(value, parent_context=parent_context)
        data = [
            [str(cell or "").strip() for cell in row]
            for row in (value["table"] or {}).get("data", [])
        ]
        data = [row for row in data if any(row)]
        head, rows = (data[0], data[1:]) if data else ([], [])
        numeric = [
            bool(cells := [row[i] for row in rows if i < len(row) and row[i]])
            and sum(bool(_NUMBER.match(cell)) for cell in cells) * 2 > len(cells)
            and not all(re.fullmatch(r"(?:19|20)\d\d", cell) for cell in cells)
            for i in range(len(head))
        ]
        context["head"] = [
            {"label": cell, "value": is_number and i > 0}
            for i, (cell, is_number) in enumerate(zip(head, numeric, strict=True))
        ]
        context["rows"] = rows
        return context
