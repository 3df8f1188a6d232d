"""Renaming a territory and its host: a plan that only reads, then its execution in one transaction."""
