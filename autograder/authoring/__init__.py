"""What the course's own authors use: building notebooks, auditing checks, writing the release."""
