"""Speed, as ratios: see run.py."""
