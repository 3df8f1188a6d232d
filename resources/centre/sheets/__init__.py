"""How a sheet is shown: its kit, its licence, who answers near the visitor, what to read next.

* `common`: what every sheet has;
* `context`: all of it for the template, with what its kind adds (`Kind.context`);
* `structured`: the sheet as schema.org data for search engines;
* `menu`, `panel`: where sheets are found and written in the admin.
"""
