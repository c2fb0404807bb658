"""Every part under the audit: on few seeds each time, on fifty where what is kept of it is out of date."""

import random

import pytest

from autograder.assignments import assignments, load_assignment, load_part
from autograder.authoring import kept
from autograder.authoring.audit import PAIRS, audit, lost_by, right_variants
from autograder.judging.recognise import known_verdicts

PARTS = [id for name in assignments() for id in load_assignment(name).part_ids]
KEPT = kept.read()
# pairs of mistakes where every change is tested, and where a part was audited with many; others on each seed
FEW, SOME = 20, 100


@pytest.mark.parametrize("id", PARTS)
def test_every_part_is_clean(id):
    check_clean(id, [0], FEW)
    least = (12, 5) if id == "a2.conv2d_forward" else (4, 4)
    part = load_part(id)
    assert len(part.mistakes) >= least[0] and len(right_variants(part)) >= least[1]


@pytest.mark.slow
@pytest.mark.parametrize("id", PARTS)
def test_every_part_is_clean_on_all_the_seeds_that_it_needs(id):
    """Two more where it was audited on fifty since it was changed, else on fifty."""
    part = load_part(id)
    if id in KEPT and KEPT[id].digest == kept.digest(part):
        check_clean(id, [1, 2], SOME)
        assert KEPT[id].lost.keys() == part.mistakes.keys()
    elif part.trains:
        pytest.fail(
            f"{id} was changed: run `autograder audit {id} --seeds {kept.SEEDS}` and commit what it keeps"
        )
    else:
        check_clean(id, range(kept.SEEDS))


def check_clean(id, seeds, pairs=PAIRS):
    matrix = audit(load_part(id), seeds, pairs)
    assert matrix.clean and not matrix.unnamed, "\n".join((*matrix.problems, *matrix.unnamed))
    assert matrix.accepted == matrix.right and matrix.killed == matrix.named == matrix.mistakes
    assert not matrix.misnamed


ROWS = [
    (id, name)
    for id in PARTS
    if id in KEPT and KEPT[id].digest == kept.digest(load_part(id))
    for name in KEPT[id].lost
]


@pytest.mark.skipif(not ROWS, reason="every part was changed since it was audited on many seeds")
@pytest.mark.parametrize("attempt", [1, 2])
def test_a_row_that_is_kept_comes_out_again(attempt):
    """Any row, on any of the seeds that it was computed on: another each time."""
    id, name = random.choice(ROWS)
    part, seed = load_part(id), random.randrange(kept.SEEDS)
    found = lost_by(part, seed, known_verdicts(part, name, seed))
    assert found == KEPT[id].lost[name], f"{id}, {name}, seed {seed}"
