"""What is kept, and the only ways to change it."""
