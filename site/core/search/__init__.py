"""Full-text search in French, on whichever engine `SEARCH_URL` names.

* `config.search_backends()`: the setting, from one address;
* `french`: the analysis (inclusive writing, elision, stop words, stems) shared by every engine;
* `sqlite`, `postgres`, `opensearch`, `elasticsearch`: the backends;
* `matching.match()`: a queryset restricted to what a text finds, for listings with facets and counts.

Nothing is imported here: settings read `core.search.config` before any model exists.
"""
