"""Mutation testing: `make mutants` changes the code in small ways, and lists the changes that no test notices.

`find` draws the mutants (cosmic-ray's operators and two of ours), `record` notes which lines each test runs, `overlay`
runs the nearest tests on a copy of the tree, `run` is the command. Decision 0101 says why it is not cosmic-ray's own.
"""
