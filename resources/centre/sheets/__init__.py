"""How a sheet is shown: its kit, its licence, who answers near the visitor, what to read next.

* `common`: what every sheet has;
* `activity`: facts, steps, variants and log of an activity;
* `structured`: the sheet as schema.org data for search engines.
"""
