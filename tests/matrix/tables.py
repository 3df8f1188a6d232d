"""What is expected, to be read: a row per action, a column per role and territory acted upon. `o` yes, `.` no.

ref  référent·e of Vitré          com  communication of Vitré       gro  communication of ESS 35
reg  communication of the region  tra  translator                   vis  visitor, or nobody

own: her territory (Vitré; ESS 35; the region)   chi: one below (Vitré; ESS 35)
sib: a neighbour (Fougères; Finistère)           par: the one above (ESS 35; the region)
any: a territory of which she is not (Vitré)
"""

from wagtail.snippets.models import get_snippet_models

from territories.ownership.declaration import Given, Owned, Team
from territories.ownership.registry import owned_models

COLUMNS = [
    *(("ref", place) for place in ("own", "sib", "par")),
    *(("com", place) for place in ("own", "sib", "par")),
    *(("gro", place) for place in ("own", "chi", "sib", "par")),
    *(("reg", place) for place in ("own", "chi")),
    ("tra", "any"),
    ("vis", "any"),
]

#                    ref    com    gro      reg  tra vis
#                    o s p  o s p  o c s p  o c  a   a
TABLES = {
    "public site": """
    read live        o o o  o o o  o o o o  o o  o   o
    read draft       . . .  . . .  . . . .  . .  .   .
    read private     o o o  o o o  o o o o  o o  o   .
""",
    "pages": """
    list             . . .  o . .  o o . .  o o  o   .
    search           . . .  o . .  o o . .  o o  o   .
    list by type     . . .  o . .  o o . .  o o  o   .
    add              . . .  o . .  o o . .  o o  .   .
    create           . . .  o . .  o o . .  o o  .   .
    edit             . . .  o . .  o o . .  o o  o   .
    save draft       . . .  o . .  o o . .  o o  o   .
    publish          . . .  o . .  o o . .  o o  .   .
    unpublish        . . .  o . .  o o . .  o o  .   .
    delete draft     . . .  o . .  o o . .  o o  .   .
    delete live      . . .  . . .  . . . .  . .  .   .
    move             . . .  o . .  o o . .  o o  .   .
    copy             . . .  o . .  o o . .  o o  .   .
    lock             . . .  o . .  o o . .  o o  .   .
    set privacy      . . .  o . .  o o . .  o o  .   .
    preview draft    . . .  o . .  o o . .  o o  o   .
    preview edit     . . .  o . .  o o . .  o o  o   .
    history          . . .  o . .  o o . .  o o  o   .
    read revision    . . .  o . .  o o . .  o o  o   .
    compare          . . .  o . .  o o . .  o o  o   .
    revert           . . .  o . .  o o . .  o o  o   .
    usage            . . .  o . .  o o . .  o o  o   .
    choose live      o o o  o o o  o o o o  o o  o   .
    choose draft     . . .  o . .  o o . .  o o  o   .
""",
    "pages in bulk": """
    publish          . . .  o . .  o o . .  o o  .   .
    unpublish        . . .  o . .  o o . .  o o  .   .
    delete           . . .  o . .  o o . .  o o  .   .
    delete live      . . .  . . .  . . . .  . .  .   .
    move             . . .  o . .  o o . .  o o  .   .
""",
    "admin api": """
    list draft       . . .  o . .  o o . .  o o  o   .
    read draft       . . .  o . .  o o . .  o o  o   .
    publish          . . .  o . .  o o . .  o o  .   .
    unpublish        . . .  o . .  o o . .  o o  .   .
    delete           . . .  o . .  o o . .  o o  .   .
    delete live      . . .  . . .  . . . .  . .  .   .
    copy             . . .  o . .  o o . .  o o  .   .
    move             . . .  o . .  o o . .  o o  .   .
""",
    "sheets": """
    read live        o o o  o o o  o o o o  o o  o   o
    read draft       . . .  . . .  . . . .  . .  .   .
    list             o . .  o . .  o o . .  o o  o   .
    search           o . .  o . .  o o . .  o o  o   .
    create           o . .  o . .  o o . .  o o  .   .
    edit             o . .  o . .  o o . .  o o  o   .
    save draft       o . .  o . .  o o . .  o o  o   .
    publish          . . .  o . .  o o . .  o o  .   .
    unpublish        . . .  o . .  o o . .  o o  .   .
    delete draft     o . .  o . .  o o . .  o o  .   .
    delete live      . . .  . . .  . . . .  . .  .   .
    give away        . . .  . . .  . o . .  o o  .   .
    copy             o . .  o . .  o o . .  o o  .   .
    copy away        . . .  . . .  . o . .  o o  .   .
    lock             . . .  o . .  o o . .  o o  .   .
    set privacy      . . .  o . .  o o . .  o o  .   .
    preview draft    o . .  o . .  o o . .  o o  o   .
    preview edit     o . .  o . .  o o . .  o o  o   .
    history          o . .  o . .  o o . .  o o  o   .
    usage            o . .  o . .  o o . .  o o  o   .
    read revision    o . .  o . .  o o . .  o o  o   .
    compare          o . .  o . .  o o . .  o o  o   .
    revert           o . .  o . .  o o . .  o o  o   .
    choose live      o o o  o o o  o o o o  o o  o   .
    choose draft     o . .  o . .  o o . .  o o  o   .
""",
    "sheets in bulk": """
    publish          . . .  o . .  o o . .  o o  .   .
    unpublish        . . .  o . .  o o . .  o o  .   .
    delete           o . .  o . .  o o . .  o o  .   .
    delete live      . . .  . . .  . . . .  . .  .   .
    give away        . . .  . . .  . o . .  o o  .   .
""",
    "admin api of sheets": """
    list draft              o . .  o . .  o o . .  o o  o   .
    read draft              o . .  o . .  o o . .  o o  o   .
    publish                 . . .  o . .  o o . .  o o  .   .
    unpublish               . . .  o . .  o o . .  o o  .   .
    delete                  o . .  o . .  o o . .  o o  .   .
    delete live             . . .  . . .  . . . .  . .  .   .
    copy                    o . .  o . .  o o . .  o o  .   .
    copy to a taken address . . .  . . .  . . . .  . .  .   .
    give away               . . .  . . .  . o . .  o o  .   .
""",
    "reviews": """
    submit            o . .  o . .  o o . .  o o  o   .
    be asked          . . .  o . .  o . . .  o .  .   .
    approve           . . .  o . .  o o . .  o o  .   .
    send back         . . .  o . .  o o . .  o o  .   .
    approve one's own . . .  . . .  . . . .  o .  .   .
    publish round it  . . .  . . .  . . . .  . .  .   .
    preview           . . .  o . .  o o . .  o o  .   .
""",
    "settings": """
    open             . . .  o . .  o o . .  o o  .   .
    save             . . .  o . .  o o . .  o o  .   .
    history          . . .  o . .  o o . .  o o  .   .
""",
    "menus and texts": """
    list             . . .  o . .  o o . .  o o  .   .
    open             . . .  o . .  o o . .  o o  .   .
    history          . . .  o . .  o o . .  o o  .   .
    usage            . . .  o . .  o o . .  o o  .   .
    read revision    . . .  o . .  o o . .  o o  .   .
    choose           . . .  o . .  o o . .  o o  .   .
""",
    "diffusion": """
    propose          . . .  o . .  o o . .  o o  .   .
    withdraw         . . .  o . .  o o . .  o o  .   .
    list received    . . .  o . .  o o . .  o o  .   .
    accept           . . .  o . .  o o . .  o o  .   .
    pin              . . .  o . .  o o . .  o o  .   .
    unpin            . . .  o . .  o o . .  o o  .   .
    hide             . . .  o . .  o o . .  o o  .   .
    hide in bulk     . . .  o . .  o o . .  o o  .   .
""",
    "health": """
    board            . . .  o . .  o o . .  o o  .   .
    list             . . .  o . .  o o . .  o o  .   .
""",
    "sites": """
    open a new one   . . .  . . .  . . . .  o o  .   .
    open by post     . . .  . . .  . . . .  o o  .   .
    what an opening made  . . .  . . .  . . . .  o o  .   .
    merge            . . .  . . .  . . . .  o o  .   .
    merge by post    . . .  . . .  . . . .  o o  .   .
    rename           . . .  . . .  . . . .  o o  .   .
    rename by post   . . .  . . .  . . . .  o o  .   .
    take away        . . .  o . .  o o . .  o o  .   .
    territory        . . .  . . .  . . . .  o o  .   .
""",
    "images": """
    usage            o . .  o . .  o o . .  o o  .   .
    api list         o . .  o . .  o o . .  o o  .   .
    api detail       o . .  o . .  o o . .  o o  .   .
    preview          o . .  o . .  o o . .  o o  .   .
    list             o . .  o . .  o o . .  o o  .   .
    edit             o . .  o . .  o o . .  o o  .   .
    delete           o . .  o . .  o o . .  o o  .   .
    choose           o . .  o . .  o o . .  o o  .   .
    chosen           o . .  o . .  o o . .  o o  .   .
    add              o . .  o . .  o o . .  o o  .   .
    bulk delete      o . .  o . .  o o . .  o o  .   .
""",
    "documents": """
    usage            o . .  o . .  o o . .  o o  .   .
    api list         o . .  o . .  o o . .  o o  .   .
    api detail       o . .  o . .  o o . .  o o  .   .
    list             o . .  o . .  o o . .  o o  .   .
    edit             o . .  o . .  o o . .  o o  .   .
    delete           o . .  o . .  o o . .  o o  .   .
    choose           o . .  o . .  o o . .  o o  .   .
    chosen           o . .  o . .  o o . .  o o  .   .
    add              o . .  o . .  o o . .  o o  .   .
    bulk delete      o . .  o . .  o o . .  o o  .   .
""",
    "answers to forms": """
    list forms       . . .  o . .  o o . .  o o  .   .
    read             . . .  o . .  o o . .  o o  .   .
    export           . . .  o . .  o o . .  o o  .   .
    delete           . . .  o . .  o o . .  o o  .   .
""",
    "people": """
    list             . . .  o . .  o o . .  o o  .   .
    open             . . .  o . .  o o . .  o o  .   .
    change teams     . . .  o . .  o o . .  o o  .   .
    remove           . . .  o . .  o o . .  o o  .   .
    invite           . . .  o . .  o o . .  o o  .   .
    access report    . . .  o . .  o o . .  o o  .   .
    wagtail users    . . .  . . .  . . . .  . .  .   .
""",
}

# Rows that belong to a territory: the same for each model, by the team that its declaration names. A channel a model.
OWNED_MARKS = {
    #                   ref    com    gro      reg  tra vis
    Team.REFERENTS:     "o . .  o . .  o o . .  o o  .   .",
    Team.COMMUNICATION: ". . .  o . .  o o . .  o o  .   .",
}  # fmt: skip
ROW_ACTIONS = ("list", "edit", "delete", "history", "usage")
SNIPPET_ACTIONS = ("bulk delete", "choose", "chosen")
MORE_ACTIONS = {"contact": ("add",), "registration": ("export",)}


def is_snippet(owned: Owned) -> bool:
    """Whether the admin has its rows as snippets: with choosers, and actions in bulk."""
    return owned.model in get_snippet_models()


def owned_table(owned: Owned) -> str:
    """The table of a model whose rows belong to a territory."""
    actions = (*ROW_ACTIONS, *(SNIPPET_ACTIONS if is_snippet(owned) else ()))
    actions += MORE_ACTIONS.get(owned.model_name, ())
    return "\n".join(f"{action} {OWNED_MARKS[owned.team]}" for action in actions)


OWNED = owned_models(given=Given.ROWS)
TABLES |= {owned.model_name: owned_table(owned) for owned in OWNED}


def rows(channel: str) -> list[tuple[str, list[str]]]:
    """Each row of a channel's table: the action, and a mark per column."""
    found = []
    for line in TABLES[channel].strip().splitlines():
        words = line.split()
        marks = [word for word in words if word in ("o", ".")]
        found.append((" ".join(words[: len(words) - len(marks)]), marks))
    return found


def cells() -> list[tuple[str, str, str, str, bool]]:
    """Every cell: channel, action, role, place, and whether it is allowed."""
    return [
        (channel, action, role, place, mark == "o")
        for channel in TABLES
        for action, marks in rows(channel)
        for (role, place), mark in zip(COLUMNS, marks, strict=True)
    ]
