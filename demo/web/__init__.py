"""The page: phones that talk to the stand-in."""
