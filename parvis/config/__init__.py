"""Settings, addresses, the server's entry points and the command `parvis`."""
