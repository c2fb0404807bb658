"""The photographs: scikit-learn's own, made smaller, and read where scikit-learn is not."""

import subprocess
import sys

import numpy as np
import pytest

from autograder.assignments import load_assignment
from autograder.sandbox import mounts
from cnnlib import data
from cnnlib.data import make_photographs, photographs

NAMES = photographs.PHOTOGRAPHS


@pytest.mark.parametrize("name", NAMES)
def test_a_photograph_is_a_new_float_array_from_0_to_1(name):
    image = data.photograph(name)
    assert (image.shape, image.dtype) == ((3, 128, 192), np.float64)
    assert 0 <= image.min() < 0.1 and 0.9 < image.max() <= 1
    image[:] = 0  # a student may write into it
    assert data.photograph(name).any()


@pytest.mark.parametrize("name", NAMES)
def test_grey_is_the_brightness_of_its_colours(name):
    red, green, blue = data.photograph(name)
    grey = data.photograph(name, grey=True)
    assert grey.shape == (1, 128, 192)
    assert np.allclose(grey[0], 0.299 * red + 0.587 * green + 0.114 * blue)


def test_an_unknown_photograph_is_refused_with_the_names_that_there_are():
    with pytest.raises(ValueError, match="no photograph 'cat': expected one of china, flower"):
        data.photograph("cat")


def test_the_file_is_what_its_command_makes_of_scikit_learns_photographs():
    """Up to what decoders of JPEG differ by."""
    for name, image in make_photographs.made().items():
        shipped = np.rint(data.photograph(name) * 255)
        assert abs(shipped - image).max() <= 2


def test_each_pixel_is_the_mean_of_a_block_of_the_middle():
    large = np.random.default_rng(0).integers(0, 256, (387, 580, 3), np.uint8)
    small = make_photographs.smaller(large)
    block = large[1 + 3 * 5 : 1 + 3 * 6, 2 + 3 * 7 : 2 + 3 * 8]  # 3 rows and 4 columns are left over
    assert small.shape == (3, 128, 192)
    assert np.array_equal(small[:, 5, 7], np.rint(block.mean(axis=(0, 1))))


def test_every_photograph_is_credited():
    credits = photographs.FILE.with_suffix(".txt").read_text()
    assert all(f"\n{name} " in credits for name in NAMES)


@pytest.mark.parametrize("assignment", ["a2_convolution", "a1_shapes"])
def test_they_are_there_in_grading_where_scikit_learn_is_not(tmp_path, assignment):
    mounts.prepare(tmp_path, load_assignment(assignment).hidden)
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path / "lib")!r})
sys.modules.update(dict.fromkeys(["sklearn", "PIL", "scipy", "torch"]))  # their import fails
from cnnlib.data import photograph, photographs
print(photographs.__file__, *photograph("china").shape)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "lib/cnnlib/data/photographs.py"), "3", "128", "192"]
