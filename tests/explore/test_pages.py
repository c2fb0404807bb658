"""What holds for every explorer on a page without a kernel: its link, its looks, its labels."""

import pytest

from cnnlib import explore

EXPLORERS = explore.Explorer.__subclasses__()


@pytest.mark.parametrize("cls", EXPLORERS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_no_barriers_and_fits_a_telephone(page, cls, theme):
    page.view.set_viewport_size({"width": 390, "height": 800})
    page.open(cls(), theme=theme)
    assert page.violations() == []
    assert not page.overflows()
    assert page.says()


@pytest.mark.parametrize("cls", EXPLORERS)
def test_every_input_has_a_name_of_its_own(page, cls):
    page.open(cls())
    names = page.names()
    assert names and all(names)
    assert len(set(names)) == len(names)


def test_a_link_opens_the_picture_and_follows_it(page):
    page.open(explore.Sizes(), fragment="#sizes.kernel=5&sizes.stride=2")
    assert page.says().startswith("7 inputs make 2 outputs.")
    page.press("stride", "ArrowRight")
    assert "sizes.kernel=5&sizes.stride=3&" in page.fragment()
    page.view.evaluate("location.hash = '#sizes.n=9'")
    page.view.wait_for_function("document.querySelector('.says').textContent.startsWith('9 inputs make 7')")


def test_two_explorers_of_one_kind_have_links_of_their_own(page):
    page.open(explore.Sizes(), explore.Sizes(n=9), fragment="#sizes.kernel=2&sizes-2.kernel=4")
    assert page.says(0).startswith("7 inputs make 6 outputs.")
    assert page.says(1).startswith("9 inputs make 6 outputs.")
    page.press("kernel", "ArrowRight")
    fragment = page.fragment()
    assert "sizes-2.kernel=4" in fragment and "&sizes.kernel=3" in fragment


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("kernel=12", "The link says kernel=12, expected a whole number from 1 to 11; this was left out."),
        ("kernel=%", "The link says kernel=%, expected a whole number from 1 to 11; this was left out."),
        ("transposed=yes", "The link says transposed=yes, expected one of 0, 1; this was left out."),
        (
            "size=3",
            "The link says size=3, expected one of n, kernel, stride, padding, dilation, transposed, ",
        ),
    ],
)
def test_a_wrong_link_is_told_and_left_out(page, part, expected):
    page.open(explore.Sizes(), fragment=f"#sizes.{part}&sizes.stride=2")
    assert page.note().startswith(expected)
    assert page.says().startswith("7 inputs make 3 outputs.")
    page.press("stride", "ArrowRight")
    assert page.note() == ""


def test_an_anchor_of_the_page_is_left_alone(page):
    page.open(explore.Sizes(), fragment="#a-heading")
    assert page.note() == "" and page.fragment() == "#a-heading"


def test_colours_follow_the_page_before_the_system(page):
    ground = "getComputedStyle(document.querySelector('.cnnlib-explorer')).backgroundColor"
    page.view.emulate_media(color_scheme="dark")
    page.open(explore.Sizes(), theme="light")
    light = page.view.evaluate(ground)
    page.open(explore.Sizes())
    dark = page.view.evaluate(ground)
    page.view.emulate_media(color_scheme="light")
    page.open(explore.Sizes(), theme="dark")
    assert page.view.evaluate(ground) == dark != light == "rgb(255, 255, 255)"
