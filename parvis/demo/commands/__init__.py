"""The subcommand of `parvis` that makes the demo town."""
