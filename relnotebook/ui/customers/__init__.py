"""The Customers page: everybody in the notebook as a table."""
