"""Cards that may be one person's: the list of pairs, two cards side by side, and finding the other card."""
