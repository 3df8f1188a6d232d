"""What an invitation's mail says to an account of a demonstration, without waiting for it to arrive.

`python -m tests.browser.invitation EMAIL` prints the address it leads to, with `login` the name to sign in with.
"""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from core.models import User
    from territories.team.invitations import password_address

    person = User.objects.get(email=sys.argv[1])
    print(person.username if sys.argv[2:] == ["login"] else password_address(person))
