"""Official geography: EPCIs, communes, and the names under which they are found."""

GENERATION = "geography"
