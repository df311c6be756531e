"""What the shop knows. Imports store and base; every function is a read, an act, or pure. No Qt."""
