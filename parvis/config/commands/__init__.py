"""The subcommands of `parvis` that belong to the installation rather than to a room.

A subcommand is a module with `HELP`, `add_arguments(parser)` and `run(args) -> int`; each front keeps its own.
"""
