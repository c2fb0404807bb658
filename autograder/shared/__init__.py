"""What lies on both sides of the sandbox's wall. Nothing here may import from the rest of the course."""
