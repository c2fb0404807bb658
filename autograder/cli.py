"""The command `autograder`."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder import commands
from autograder.errors import FAULT, INTERRUPTED, MEANINGS, NOT_THERE, CourseError
from autograder.layout import GRADING, LECTURES, SOLUTIONS, SUBMITTED, WORK


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = _parser().parse_args(argv)
    try:
        return args.run(args)
    except CourseError as error:
        return _fail(str(error), error.status)
    except KeyboardInterrupt:
        return _fail("stopped; what was finished is kept", INTERRUPTED)
    except Exception:
        traceback.print_exc()
        return _fail("this is a fault of the course itself: please report the lines above", FAULT)


def _fail(sentence: str, status: int) -> int:
    print(f"autograder: {sentence}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    statuses = "\n".join(f"  {status:>3}  {meaning}" for status, meaning in MEANINGS.items())
    parser = argparse.ArgumentParser(
        prog="autograder",
        description="Build, check and grade the course.\n\n`autograder COMMAND --help` says more of each command.",
        epilog=f"exit statuses:\n{statuses}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )

    def show_help(args: argparse.Namespace) -> int:
        parser.print_help()
        return NOT_THERE

    parser.set_defaults(run=show_help)
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_grading, _add_authoring, _add_others):
        add(parsers)
    return parser


def _command(parsers: argparse._SubParsersAction, name: str, run: Callable, help: str, more: str = ""):
    """A command. help: what it does, in a line; more: what its own page says beside that."""
    parser = parsers.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}. {more}")
    parser.set_defaults(run=run)
    return parser


def _add_grading(parsers: argparse._SubParsersAction) -> None:
    grade = _command(
        parsers,
        "grade",
        commands.grade,
        "grade the submissions of a class",
        "Each notebook is rebuilt from the released one, run in a sandbox and judged from outside "
        "it. Points go into the gradebook, a page for each student into feedback/. Whoever is "
        "unchanged since the last run is left as they are, and a run that was stopped goes on "
        "where it was.",
    )
    grade.add_argument("assignment", metavar="ASSIGNMENT", help='for example "a1_shapes"')
    grade.add_argument("--student", metavar="ID", help="grade this student alone")
    _add_folders(grade, "; or a zip export, which is collected first")
    _add_ways_of_grading(grade)

    collect = _command(
        parsers,
        "collect",
        commands.collect,
        "take in what Canvas, Moodle or Gradescope exported",
        "Each student's notebook is put where grading looks for it, whatever its name in the "
        "export. Nothing that was collected before is deleted.",
    )
    collect.add_argument("assignment", metavar="ASSIGNMENT", help='for example "a1_shapes"')
    collect.add_argument(
        "export", type=Path, metavar="EXPORT", help="the zip file, or the folder that it was unpacked to"
    )
    collect.add_argument(
        "--platform",
        metavar="NAME",
        help="canvas, moodle or gradescope (default: told by the names of the files)",
    )
    _add_folders(collect)


def _add_folders(parser: argparse.ArgumentParser, or_else: str = "") -> None:
    group = parser.add_argument_group("where things lie")
    group.add_argument(
        "--grading",
        type=Path,
        default=Path(GRADING),
        metavar="DIR",
        help=f"folder of gradebook, feedback, seed and logs (default: {GRADING})",
    )
    group.add_argument(
        "--submissions",
        type=Path,
        metavar="DIR",
        help=f"folder of STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb (default: {SUBMITTED} in the one above){or_else}",
    )


def _add_ways_of_grading(parser: argparse.ArgumentParser) -> None:
    again = parser.add_argument_group("what was graded before")
    again.add_argument("--again", action="store_true", help="grade unchanged submissions, too")
    again.add_argument(
        "--accept",
        action="store_true",
        help="write points that a corrected check or another seed changes, once you have seen which",
    )
    how = parser.add_argument_group("how it is done")
    how.add_argument("--jobs", type=_positive, metavar="N", help="graders at once (default: one per core)")
    how.add_argument(
        "--dask", metavar="ADDRESS", help="grade on the Dask cluster whose scheduler is at this address"
    )
    how.add_argument(
        "--without-tls",
        action="store_true",
        help="use a Dask scheduler whose connections are not protected: whoever reaches it runs code as you",
    )
    how.add_argument(
        "--seed", type=int, metavar="S", help="draw the cases from S, not from the class's own secret seed"
    )
    how.add_argument("--quiet", action="store_true", help="show no progress")
    how.add_argument("--json", type=Path, metavar="FILE", help="write one record per student and part, too")


def _add_authoring(parsers: argparse._SubParsersAction) -> None:
    audit = _command(
        parsers,
        "audit",
        commands.audit,
        "test the checks against known wrong and right code",
        "Every part meets its known mistakes, alone and in pairs, answers without work, and right "
        "programs in several styles. A table says what was caught, and named rightly.",
    )
    audit.add_argument("parts", nargs="*", metavar="PART", help='for example "a1.fits" (default: all)')
    audit.add_argument(
        "--seeds",
        type=_positive,
        default=1,
        metavar="N",
        help="how many seeds (default: 1); the results of 50 are kept, for the tests to rely on",
    )
    audit.add_argument("--json", type=Path, metavar="FILE", help="write the table as JSON, too")

    build = _command(
        parsers,
        "build",
        commands.build,
        "build the notebooks from their sources",
        f"{SOLUTIONS}/NAME.py gives the instructor's notebook and the one that students receive, "
        f"{LECTURES}/NN_name.py a lecture's.",
    )
    build.add_argument(
        "assignments", nargs="*", metavar="NAME", help='for example "a1_shapes" (default: all)'
    )
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 where one is out of step")
    _command(
        parsers,
        "release",
        commands.release,
        "write the zip for students to dist/",
        "It holds the notebooks and all that they run on; the instructor's answers and the tests stay here.",
    )


def _add_others(parsers: argparse._SubParsersAction) -> None:
    _command(
        parsers,
        "doctor",
        commands.doctor,
        "say what works on this machine and what is missing",
        "One line for each thing that grading needs, with the command that mends it.",
    )
    _command(
        parsers,
        "demo",
        commands.demo,
        "grade the sample class",
        f"Right, wrong, hostile and broken notebooks are composed and graded, in {GRADING}/demo. "
        "At the end it says which pages are worth reading.",
    )
    _command(
        parsers,
        "lab",
        commands.lab,
        f"open JupyterLab on your own copies in {WORK}/",
        "Lectures and assignments that are not there yet are copied. What is there already is "
        "never written to.",
    )


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


if __name__ == "__main__":
    sys.exit(main())
