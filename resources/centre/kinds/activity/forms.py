"""Form of an adoption in the admin."""

from territories.ownership.forms import OwnedForm
from territories.ownership.scope import scope_of

ONCE_READ = "Cochez après relecture : elle paraît alors dans le journal de l’animation."
COMMUNICATION_READS = (
    "La communication de votre territoire la relit, puis la publie. "
    "Une reprise déjà publiée que vous modifiez attend de nouveau cette relecture."
)


class AdoptionForm(OwnedForm):
    """« Nous l’avons animée ». Whoever refers writes it; the territory's communication reads it, then publishes it."""

    which_territory = "Choisissez le territoire où elle a été animée."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.publishes_for = scope_of(self.for_user).communicates
        published = self.fields["is_published"]
        published.disabled = not self.publishes_for
        published.help_text = ONCE_READ if self.publishes_for else COMMUNICATION_READS

    def clean(self):
        cleaned = super().clean()
        territory = cleaned.get("territory")
        if territory and territory.pk not in self.publishes_for and self.has_changed():
            # What was read is not what she has just written.
            cleaned["is_published"] = False
        return cleaned
