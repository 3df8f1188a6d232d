"""The observatory: figures of the social economy, each with its year, its producer and its source."""
