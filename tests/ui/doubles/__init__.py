"""Tests of ui/doubles."""
