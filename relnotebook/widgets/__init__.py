"""Furniture: theme, painting, fields, notices. Imports base and Qt; knows no customer."""
