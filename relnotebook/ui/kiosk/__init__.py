"""The customer screen: a window of its own that adds answers and ideas, and that only a staff PIN leaves."""
