"""The administrators' path: sessions and registrations in the admin."""
