"""One folder per assignment, one file per graded part: what it must do and the mistakes it knows."""
