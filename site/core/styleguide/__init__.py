"""The living style guide of the admin: every component and every block, in each colour of the brand."""
