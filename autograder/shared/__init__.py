"""What lies on both sides of the sandbox's wall: all of it can be read by a student's code.

Inside, this is the package `shared`. So it imports nothing of the course but its own modules, and those
by relative imports.
"""
