"""What each command of `autograder` does: prints what came of it, and gives its exit status.

Each imports what it needs when it runs, so that none waits for what another one needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import DONE, FAILED, HELD, CourseError
from autograder.grading.atomic import write_json
from autograder.grading.folders import Folders
from autograder.layout import SERVED, SUBMITTED, find_course

if TYPE_CHECKING:
    from autograder.grading.run import Outcome


class PointsHeld(CourseError):
    """Points that students have would change, and nobody has said that they may."""

    status = HELD


def grade(args: argparse.Namespace) -> int:
    from autograder.assignments import load_assignment
    from autograder.grading import terminal

    load_assignment(args.assignment)
    if args.submissions and args.submissions.is_file():
        export, args.submissions = args.submissions, None
        _take_in(args.assignment, export, _course(args).submissions)
    course = _course(args)
    outcome = _grade_class(args, course)
    results = outcome.sorted()
    print(terminal.results_table(results))
    if args.json:
        write_json(args.json, [row for result in results for row in result.rows()])
    print(f"feedback: {course.pages}\ngradebook: {course.gradebook}")
    if not outcome.held:
        return DONE
    changes = terminal.changes_table(outcome.held[student] for student in sorted(outcome.held))
    print(
        f"\nThe checks or the seed are others than when this was graded. Nothing of it is written:\n{changes}"
    )
    raise PointsHeld("give --accept to write these points")


def _grade_class(args: argparse.Namespace, course: Folders) -> Outcome:
    from autograder.grading import terminal
    from autograder.grading.dask_pool import Cluster
    from autograder.grading.folders import passed_over, students
    from autograder.grading.run import grade_class

    names = students(course, args.student)
    for sentence in passed_over(course):
        print(sentence, file=sys.stderr)
    with terminal.progress(len(names), args.quiet) as tell:
        return grade_class(
            args.assignment,
            course,
            only=args.student,
            seed=args.seed,
            jobs=args.jobs,
            again=args.again,
            accept=args.accept,
            cluster=(lambda: Cluster(args.dask, without_tls=args.without_tls)) if args.dask else None,
            tell=tell,
        )


def _course(args: argparse.Namespace) -> Folders:
    submissions = args.submissions or args.grading / SUBMITTED
    return Folders(find_course(), args.grading.resolve(), submissions.resolve())


def collect(args: argparse.Namespace) -> int:
    from autograder.assignments import load_assignment

    load_assignment(args.assignment)
    _take_in(args.assignment, args.export, _course(args).submissions, args.platform)
    return DONE


def _take_in(assignment: str, export: Path, folder: Path, platform: str | None = None) -> None:
    """Collect an export and print what became of whom."""
    from autograder.grading.terminal import collected_table
    from autograder.intake.collect import collect as collect_export

    print(collected_table(collect_export(assignment, export, folder, platform=platform)))
    print(f"submissions: {folder}")


def audit(args: argparse.Namespace) -> int:
    from autograder.assignments import load_part
    from autograder.authoring import kept
    from autograder.authoring.audit import HEADER, audit_all, table_row

    for id in args.parts:
        load_part(id)
    print(HEADER)
    matrices = []
    for matrix in audit_all(args.parts, args.seeds):
        print(
            table_row(matrix),
            *(f"  {found}" for found in (*matrix.problems, *matrix.unnamed)),
            sep="\n",
            flush=True,
        )
        matrices.append(matrix)
    if args.json:
        write_json(args.json, {matrix.part: matrix.as_dict() for matrix in matrices})
    if args.seeds == kept.SEEDS:
        clean = [matrix for matrix in matrices if matrix.clean]
        kept.write(clean)
        print(f"{len(clean)} of {len(matrices)} parts are clean and kept in {kept.FILE}")
    return DONE if all(matrix.clean for matrix in matrices) else FAILED


def build(args: argparse.Namespace) -> int:
    from autograder.authoring.build import check, write

    if args.check:
        check(find_course(), args.assignments)
    else:
        print(*write(find_course(), args.assignments), sep="\n")
    return DONE


def release(args: argparse.Namespace) -> int:
    from autograder.authoring.release import release as write_zip

    print(write_zip(find_course()))
    return DONE


def doctor(args: argparse.Namespace) -> int:
    from autograder.grading.doctor import main

    return main()


def demo(args: argparse.Namespace) -> int:
    from autograder.grading.demo import run

    return run(find_course())


def lab(args: argparse.Namespace) -> int:
    from autograder.lab import built_site, command, copy_missing

    root = find_course()
    first, site = copy_missing(root), built_site(root)
    if site:
        os.environ[SERVED] = str(site)
    os.chdir(first.parent)
    words = command(first, site)
    return os.execvp(words[0], words)
