"""Who may do what, to whom: every role × every channel and action × own, child, sibling and parent territory."""
