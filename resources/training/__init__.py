"""The administrators' path: its modules, their sessions, who registered."""
