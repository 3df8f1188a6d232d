"""Pages that do not depend on a kind: the centre, the folders, and what every sheet has."""
