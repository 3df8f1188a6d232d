"""Apps say who writes the rows of a territory; roles follow."""

from offers.models import LocalOffer
from resources.centre.models import Adoption
from territories.models import Contact
from territories.rights import roles
from territories.rights.roles import Writer, communication_role, referent_role, writers


def test_apps_have_told_who_writes_what():
    assert writers[Adoption] is Writer.REFERENT
    assert writers[Contact] is writers[LocalOffer] is Writer.COMMUNICATION
    names = {model._meta.model_name for model in writers}
    assert names == {
        *("adoption", "contact", "localoffer"),
        *("registration", "trainingsession", "welcomerequest"),
    }


def test_roles_follow(monkeypatch):
    monkeypatch.setattr(
        roles, "writers", {Adoption: Writer.COMMUNICATION, Contact: Writer.REFERENT}
    )
    both = {
        f"{action}_{name}" for action in roles.MODEL_ACTIONS for name in ("adoption", "contact")
    }
    assert set(communication_role().everywhere) == {roles.ENTER, *both}
    contacts = {f"{action}_contact" for action in roles.MODEL_ACTIONS}
    assert set(referent_role().everywhere) == {roles.ENTER, *contacts}
