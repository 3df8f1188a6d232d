"""The content of the demonstration: French texts in `content/*.toml`, and what loads them.

`loader.load_content()` reads every file, checks every reference, then writes what is missing. Facts
carry their source; samples say that they are samples; what nobody knows yet is said to be missing.
"""
