"""The health of sites: what each team should look at again, counted and listed."""
