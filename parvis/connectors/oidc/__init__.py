"""OpenID Connect: ProConnect, or a provider of the town's own."""
