"""The catalogue of the resource centre: every sheet in memory, filtered and counted with bitmasks.

* `rows`: one lean row per sheet, all read with a dozen of queries, or those that changed;
* `index`: the rows, the bits of each facet value (`bits`), the vocabularies;
* `memory`: the index as this process holds it: made whole, then changed row by row;
* `facets`: what can be filtered, and in which ranges;
* `filters`: the visitor's parameters, validated, and their addresses;
* `text`: the ids that a text search finds;
* `listing`: selection, exact counts, groups of nearness, pages;
* `context`: all of it in the words of the template.
"""
