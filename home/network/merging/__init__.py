"""Merging a pays into another: a plan that only reads, then its execution in one transaction."""
