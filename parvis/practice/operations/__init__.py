"""Operations of the room, a capability a file."""
