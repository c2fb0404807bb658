"""Everything that judges: checks, their audit, the sandbox and grading.

from autograder import check
check("a1.output_size", output_size)
"""

from autograder.check import check, example, once_written, run_check

__all__ = ["check", "example", "once_written", "run_check"]
