"""The sandbox: a student's code runs in a process that can neither see nor change anything of the course."""
