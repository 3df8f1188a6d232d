"""People: who belongs to which team, who may invite them, and who has access to what."""
