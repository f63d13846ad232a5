"""How the history of a case is told: between colleagues, to its requester, to everybody."""
