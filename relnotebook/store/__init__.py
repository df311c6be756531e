"""The notebook file. Imports base; the only floor that knows which engine keeps the data."""
