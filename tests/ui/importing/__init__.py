"""Tests of the pages that bring people in."""
