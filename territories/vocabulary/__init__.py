"""The words that all territories share: themes and audiences."""
