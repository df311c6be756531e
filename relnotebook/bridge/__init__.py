"""Threads, jobs, lists and the change signal. Imports store and base, of Qt only QtCore; knows no feature."""
