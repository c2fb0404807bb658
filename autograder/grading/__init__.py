"""Grading a class: from submissions to the gradebook and the feedback."""
