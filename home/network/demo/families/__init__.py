"""One module per family of content: each reads its files into what is planned."""
