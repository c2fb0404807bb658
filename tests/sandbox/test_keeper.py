"""What the keeper reads of the processes that it watches."""

import runpy

import pytest

STATUS = """\
Name:\t{name}
Umask:\t0022
State:\t{state}
Tgid:\t4{there}
NSpid:\t{there}
NSsid:\t1\t1
Threads:\t1
"""


@pytest.fixture(scope="module")
def running(root):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "autograder"))  # inside, it is found beside the keeper
        return runpy.run_path(str(root / "autograder" / "sandbox" / "inside" / "keeper.py"))["RUNNING"]


@pytest.mark.parametrize(
    "name, state, there, found",
    [
        ("python3", "S (sleeping)", "413\t7", ("413", "7")),
        ("python3", "R (running)", "80\t413\t7", ("413", "7")),
        ("State:\tZ (zombie)", "S (sleeping)", "413\t7", ("413", "7")),
        (r"a\nNSpid:\t1\t2", "S (sleeping)", "413\t7", ("413", "7")),
        ("NSpid:\t1\t2", "D (disk sleep)", "413\t7", ("413", "7")),
        ("\udcff\udcfe", "T (stopped)", "413\t7", ("413", "7")),
        ("python3", "Z (zombie)", "413\t7", None),
        ("python3", "X (dead)", "413\t7", None),
        ("python3", "S (sleeping)", "413", None),  # of the keeper's own namespace
    ],
)
def test_a_running_process_is_known_by_its_numbers_whatever_it_calls_itself(
    running, name, state, there, found
):
    match = running.search(STATUS.format(name=name, state=state, there=there))
    assert (match and (match["here"], match["inside"])) == found
