"""Who answers, for a territory and its EPCIs."""
