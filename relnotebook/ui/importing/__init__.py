"""The pages that bring people in from a file: choose it, match its columns, look at doubles, done; and what came in."""
