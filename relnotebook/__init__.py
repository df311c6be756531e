"""RelNotebook: a customer notebook for small shops."""

__version__ = "0.1.0"
