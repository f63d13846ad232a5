"""Changes of the room: a photo waits on a form, is kept, is erased."""
