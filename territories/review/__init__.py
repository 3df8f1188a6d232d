"""Review: who approves a page, what the mails say, and what is never taken away."""
