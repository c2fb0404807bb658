"""Limits that hold alike where a student works and where the work is graded."""

PRINTED_LIMIT = 10_000  # characters of a student's prints, and of an exception's message, that are kept
