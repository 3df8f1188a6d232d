from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in to the admin. Custom from the first migration, so that it can grow."""

    class Meta(AbstractUser.Meta):
        verbose_name = "compte"
        verbose_name_plural = "comptes"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
