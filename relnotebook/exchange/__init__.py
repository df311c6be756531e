"""Files in and out. Imports notebook, store and base; long work is a generator of steps."""
