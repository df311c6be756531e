"""Words all floors share. Imports the standard library only (and platformdirs); knows no SQL and no Qt."""
