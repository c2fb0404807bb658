"""Judging a student's functions: asking them, comparing, recognising what went wrong, saying so."""
