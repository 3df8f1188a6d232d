"""Pages in the admin: each opens on one's own site and says its site's name; drafts of others are not shown."""
