"""What is copied into the sandbox. Nothing here may import from the rest of the course."""
