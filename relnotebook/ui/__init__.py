"""Pages and windows. Shows frozen views and calls acts by name; never touches SQL."""
