"""What each screen of the desk is for, in a few lines: a file a screen, its title first."""
