"""The command `autograder`."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.errors import DONE, FAILED, FAULT, HELD, INTERRUPTED, NO_SANDBOX, NOT_THERE, CourseError
from autograder.grading.atomic import write_json
from autograder.grading.folders import Folders
from autograder.layout import GRADING, SUBMITTED, find_course

STATUSES = """\
exit statuses: 0 done; 1 a check or a notebook of the course's own is wrong; 2 what was asked for is not there;
3 the sandbox does not work here; 4 the gradebook cannot be used; 5 points that students have would change;
70 a fault of the course itself, with a traceback to report"""


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
    parser = argparse.ArgumentParser(
        prog="autograder", description="Build, check and grade the course.", epilog=STATUSES
    )

    def help(args: argparse.Namespace) -> int:
        parser.print_help()
        return NOT_THERE

    parser.set_defaults(run=help)
    commands = parser.add_subparsers(metavar="COMMAND")

    grade = _command(commands, "grade", _grade, "grade the submissions of a class")
    grade.add_argument("assignment", help='for example "a1_shapes"')
    grade.add_argument("--student", metavar="ID", help="grade this student alone")
    _folders(grade)
    grade.add_argument("--jobs", type=_positive, metavar="N", help="graders at once (default: one per core)")
    grade.add_argument(
        "--seed", type=int, metavar="S", help="draw the cases from S, not from the class's own secret seed"
    )
    grade.add_argument("--again", action="store_true", help="grade unchanged submissions again, too")
    grade.add_argument(
        "--accept",
        action="store_true",
        help="write points that change for what was graded before, once you have seen which",
    )
    grade.add_argument("--dask", metavar="ADDRESS", help="grade on the Dask cluster whose scheduler is there")
    grade.add_argument("--quiet", action="store_true", help="show no progress")
    grade.add_argument("--json", type=Path, metavar="FILE", help="write one record per student and part")

    collect = _command(commands, "collect", _collect, "take in what Canvas, Moodle or Gradescope exported")
    collect.add_argument("assignment", help='for example "a1_shapes"')
    collect.add_argument("export", type=Path, help="the zip file, or the folder that it was unpacked to")
    collect.add_argument(
        "--platform",
        metavar="NAME",
        help="canvas, moodle or gradescope (default: what the names of its files fit)",
    )
    _folders(collect)

    audit = _command(commands, "audit", _audit, "test the checks against known wrong and right code")
    audit.add_argument("parts", nargs="*", metavar="PART", help='for example "a1.fits" (default: all)')
    audit.add_argument(
        "--seeds",
        type=_positive,
        default=1,
        metavar="N",
        help="how many seeds (default: 1); the results of 50 are kept, for the tests to rely on",
    )
    audit.add_argument("--json", type=Path, metavar="FILE", help="write the table as JSON")

    build = _command(commands, "build", _build, "build the notebooks from their sources")
    build.add_argument(
        "assignments", nargs="*", metavar="NAME", help='for example "a1_shapes" (default: all)'
    )
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 where one is out of step")
    _command(commands, "release", _release, "write the zip for students to dist/")
    _command(commands, "doctor", _doctor, "say what works on this machine and what is missing")
    _command(commands, "demo", _demo, "grade the sample class")
    _command(commands, "lab", _lab, "open JupyterLab on your own copies in work/")
    return parser


def _command(commands: argparse._SubParsersAction, name: str, run: Callable, help: str):
    parser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(run=run)
    return parser


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--grading",
        type=Path,
        default=Path(GRADING),
        metavar="DIR",
        help="folder of gradebook, feedback, seed and logs (default: grading)",
    )
    parser.add_argument(
        "--submissions",
        type=Path,
        metavar="DIR",
        help="folder that holds STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb (default: GRADING/submitted); to grade, "
        "also a zip export, which is collected there first",
    )


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


def _grade(args: argparse.Namespace) -> int:
    from autograder.assignments import load_assignment
    from autograder.grading import terminal
    from autograder.grading.dask_pool import Cluster
    from autograder.grading.folders import students
    from autograder.grading.run import grade_class

    load_assignment(args.assignment)
    if args.submissions and args.submissions.is_file():
        export, args.submissions = args.submissions, None
        _take_in(args.assignment, export, _course(args).submissions)
    course = _course(args)
    names = students(course, args.student)
    options = {"only": args.student, "seed": args.seed, "jobs": args.jobs}
    options |= {"again": args.again, "accept": args.accept}
    if args.dask:
        options["cluster"] = lambda: Cluster(args.dask)
    with terminal.progress(len(names), args.quiet) as tell:
        outcome = grade_class(args.assignment, course, **options, tell=tell)
    results = outcome.sorted()
    print(terminal.results_table(results))
    if args.json:
        write_json(args.json, [row for result in results for row in result.rows()])
    print(f"feedback: {course.pages}\ngradebook: {course.gradebook}")
    if outcome.held:
        changes = terminal.changes_table(outcome.held[student] for student in sorted(outcome.held))
        print(
            f"\nThe checks or the seed are others than when this was graded. Nothing of it is written:\n{changes}"
        )
        return _fail("give --accept to write these points", HELD)
    return DONE


def _course(args: argparse.Namespace) -> Folders:
    submissions = args.submissions or args.grading / SUBMITTED
    return Folders(find_course(), args.grading.resolve(), submissions.resolve())


def _collect(args: argparse.Namespace) -> int:
    from autograder.assignments import load_assignment

    load_assignment(args.assignment)
    _take_in(args.assignment, args.export, _course(args).submissions, args.platform)
    return DONE


def _take_in(assignment: str, export: Path, folder: Path, platform: str | None = None) -> None:
    """Collect an export and print what became of whom."""
    from autograder.grading.terminal import collected_table
    from autograder.intake.collect import collect

    print(collected_table(collect(assignment, export, folder, platform=platform)))
    print(f"submissions: {folder}")


def _audit(args: argparse.Namespace) -> int:
    from autograder.assignments import load_part
    from autograder.authoring import kept
    from autograder.authoring.audit import HEADER, audit_all, table_row

    for id in args.parts:
        load_part(id)
    print(HEADER)
    matrices = []
    for matrix in audit_all(args.parts, args.seeds):
        print(table_row(matrix), *(f"  {problem}" for problem in matrix.problems), sep="\n", flush=True)
        matrices.append(matrix)
    if args.json:
        write_json(args.json, {matrix.part: matrix.as_dict() for matrix in matrices})
    if args.seeds == kept.SEEDS:
        kept.write([matrix for matrix in matrices if matrix.clean])
        print(f"kept in {kept.FILE}")
    return DONE if all(matrix.clean for matrix in matrices) else FAILED


def _build(args: argparse.Namespace) -> int:
    from autograder.authoring import build

    if args.check:
        build.check(find_course(), args.assignments)
    else:
        print(*build.write(find_course(), args.assignments), sep="\n")
    return DONE


def _release(args: argparse.Namespace) -> int:
    from autograder.authoring import release

    print(release.release(find_course()))
    return DONE


def _doctor(args: argparse.Namespace) -> int:
    from autograder.grading import doctor

    return doctor.main()


def _demo(args: argparse.Namespace) -> int:
    from autograder.grading import demo, doctor

    if line := doctor.sandbox_line():
        print(line)
        return NO_SANDBOX
    return demo.run(find_course())


def _lab(args: argparse.Namespace) -> int:
    from autograder import lab

    first = lab.copy_missing(find_course())
    os.chdir(first.parent)
    command = lab.command(first)
    return os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
