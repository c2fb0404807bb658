"""Explorers: pictures that a reader moves. Each is a Python file and an ES module of the same name."""
