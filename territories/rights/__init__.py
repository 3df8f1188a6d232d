"""Rights follow the tree of territories: one synchronisation makes and repairs them (`sync`)."""
