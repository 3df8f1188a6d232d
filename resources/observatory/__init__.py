"""The observatory: figures of the social economy, each with its year, its producer and its source."""

from .headline import Headline, headline_figure
from .loader import load_figures

__all__ = ["Headline", "headline_figure", "load_figures"]
