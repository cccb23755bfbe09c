"""Documents, pictures and sheets from values."""
