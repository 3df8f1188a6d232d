"""Where else than at home a page is listed: who proposes, who decides, and what is kept of it."""
