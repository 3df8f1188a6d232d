"""The editors' guide of docs/guide/, read in the admin where it is needed."""
