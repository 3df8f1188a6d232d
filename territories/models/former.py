from django.db import models


class FormerHost(models.Model):
    """A host whose site was merged: it sends for good to the territory that took over."""

    hostname = models.CharField("ancienne adresse", max_length=255, unique=True)
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire qui répond",
        on_delete=models.CASCADE,
        related_name="former_hosts",
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
