"""What territories that were merged or renamed leave behind: their hosts, addresses and names."""
