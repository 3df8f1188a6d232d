"""Who acts for which territory, and whose each row is."""
