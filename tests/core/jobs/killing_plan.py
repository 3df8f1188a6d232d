"""What `killing.py` does and `test_killed.py` expects."""

SCHEMA = "killed_workers"
MAILS, KILLS = 48, 8
