"""The agenda of each site: its events, those it relays, campaigns that gather them."""
