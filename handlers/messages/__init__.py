"""Text and buttons from templates."""
