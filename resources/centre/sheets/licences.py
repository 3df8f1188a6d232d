"""What each licence allows, in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..pages.sheet import Licence


@dataclass(frozen=True, slots=True)
class LicenceText:
    name: str | Promise
    plain: Promise
    url: str = ""


LICENCES: dict[str, LicenceText] = {
    Licence.CC_BY_SA: LicenceText(
        "CC BY-SA 4.0",
        _("copiez, adaptez, citez-nous, partagez de même"),
        "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    ),
    Licence.CC_BY: LicenceText(
        "CC BY 4.0",
        _("copiez, adaptez, citez-nous"),
        "https://creativecommons.org/licenses/by/4.0/deed.fr",
    ),
    Licence.CC_BY_NC_SA: LicenceText(
        "CC BY-NC-SA 4.0",
        _("copiez, adaptez, citez-nous, partagez de même, sans usage commercial"),
        "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr",
    ),
    Licence.CC0: LicenceText(
        "CC0 1.0",
        _("faites-en ce que vous voulez"),
        "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
    ),
    Licence.ETALAB: LicenceText(
        "Licence Ouverte 2.0",
        _("réutilisez librement, en citant la source"),
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    Licence.ALL_RIGHTS: LicenceText(
        _("Tous droits réservés"), _("demandez l’accord des auteurs avant de reprendre")
    ),
}
