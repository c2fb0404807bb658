"""nbgrader's side of grading. Everything here imports nbgrader, which takes seconds."""
