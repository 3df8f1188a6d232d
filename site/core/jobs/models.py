"""What the queue keeps beside its tasks: signs of life, and mails that wait to be sent."""

import uuid

from django.db import models


class Heartbeat(models.Model):
    """When a worker or a clock last said that it is alive: `core.jobs.heartbeats`."""

    WORKER, CLOCK = "worker", "clock"

    name = models.CharField("nom", max_length=64, primary_key=True)
    process = models.CharField(
        "processus", max_length=8, choices=[(WORKER, "exécution"), (CLOCK, "horloge")]
    )
    seen_at = models.DateTimeField("vu le")

    class Meta:
        default_permissions = ()
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"
        indexes = [models.Index(fields=["process", "-seen_at"], name="heartbeat_last_seen")]

    def __str__(self) -> str:
        return f"{self.process} {self.name}"


class OutgoingMail(models.Model):
    """A mail that waits to be sent, whole; gone once it was: `core.jobs.mail`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("écrit le", auto_now_add=True)
    sender = models.CharField("expéditeur", max_length=320)
    recipients = models.JSONField("destinataires")
    subject = models.CharField("objet", max_length=255)
    content = models.BinaryField("message")

    class Meta:
        default_permissions = ()
        verbose_name = "courriel à envoyer"
        verbose_name_plural = "courriels à envoyer"
        indexes = [models.Index(fields=["created_at"], name="outgoing_mail_created")]

    def __str__(self) -> str:
        return self.subject
