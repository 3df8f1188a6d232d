"""Former names, hosts and addresses of territories."""

from django.db import models


class FormerName(models.Model):
    """A name that a territory had before it was renamed: the finder still finds it under that one.

    One name leads to one territory, the last that bore it. Names of merged territories need no row:
    those stay in the tree, with their successor.
    """

    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.CASCADE,
        related_name="former_names",
    )
    name = models.CharField("ancien nom", max_length=120)
    folded = models.CharField("texte simplifié", max_length=255, unique=True)
    since = models.DateTimeField("depuis", auto_now_add=True)

    class Meta:
        verbose_name = "ancien nom"
        verbose_name_plural = "anciens noms"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FormerHost(models.Model):
    """A host whose site was merged or renamed: it sends for good to the territory that answers now."""

    hostname = models.CharField("ancienne adresse", max_length=255, unique=True)
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire qui répond",
        on_delete=models.CASCADE,
        related_name="former_hosts",
    )
    same_paths = models.BooleanField(
        "mêmes chemins",
        default=False,
        help_text="Le site a changé d’adresse seulement : chaque chemin est resté le sien.",
    )
    since = models.DateTimeField("depuis", auto_now_add=True)

    class Meta:
        verbose_name = "ancien hôte"
        verbose_name_plural = "anciens hôtes"
        ordering = ["hostname"]

    def __str__(self) -> str:
        return self.hostname


class FormerAddress(models.Model):
    """Where what stood at `path` of a former host is now: a page, wherever it moves, or a link."""

    host = models.ForeignKey(
        FormerHost, verbose_name="hôte", on_delete=models.CASCADE, related_name="addresses"
    )
    path = models.TextField("chemin", help_text="Avec une barre au début et à la fin.")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    link = models.CharField("lien", max_length=255, blank=True)

    class Meta:
        verbose_name = "ancienne adresse"
        verbose_name_plural = "anciennes adresses"
        constraints = [models.UniqueConstraint(fields=["host", "path"], name="former_address_once")]

    def __str__(self) -> str:
        return self.path
