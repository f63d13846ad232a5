"""The subcommands of `parvis` by which a town comes in: created, drawn, and taken over from another register."""
