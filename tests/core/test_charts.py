"""Bars drawn as one SVG: where each row stands."""

import itertools

from core.templatetags.charts import bar_chart, layout

ROWS = [
    {"label": "Brest", "value": "16,7 %", "percent": "92.8", "here": False, "region": False},
    {"label": "Vitré", "value": "13,7 %", "percent": "76.1", "here": True, "region": False},
    {"label": "Bretagne", "value": "13,9 %", "percent": "77.2", "here": False, "region": True},
    {"label": "France", "value": "10 %", "percent": "55.6", "here": False, "region": True},
]


def em(text: str) -> float:
    return float(text.removesuffix("em"))


def test_rows_follow_one_another_without_overlap():
    bars, height = layout(ROWS, "vous êtes ici")
    tops = [em(bar["label_y"]) for bar in bars]
    assert tops == sorted(tops)
    for bar, following in itertools.pairwise(bars):
        # The label of the next row starts (its baseline less a line) under this bar.
        assert em(following["label_y"]) - 1 >= em(bar["bar_y"]) + 1.15
    assert em(height) >= em(bars[-1]["bar_y"]) + 1.15 - 0.01


def test_the_visitor_s_row_says_so_and_landmarks_stand_apart():
    bars, _height = layout(ROWS, "vous êtes ici")
    assert [bar["pattern"] for bar in bars] == ["peer", "here", "region", "region"]
    assert [bar["words"] for bar in bars] == ["", "vous êtes ici", "", ""]
    assert em(bars[1]["bar_y"]) > em(bars[1]["words_y"])
    assert [bool(bar["rule_y"]) for bar in bars] == [False, False, True, False]


def test_an_empty_chart_has_no_height():
    assert bar_chart("vide", "Rien", [])["height"] == "0.00em"
