"""The code and the corner marks, as OpenCV and ZXing see them; they are drawn here from their SVG, without a PDF."""

from __future__ import annotations

import re

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from generator.rendering import marks

Picture = NDArray[np.uint8]

DICTIONARY = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
A4 = (210, 297)
LONGEST_CODE = "BCDFGHJKLMNPQRSTVWXZ"


def drawn(svg: str, module: int) -> Picture:
    """The modules of a drawing, so many pixels wide."""
    side = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    picture = np.full((side, side), 255, np.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg):
        picture[int(y), int(x) : int(x) + int(length)] = 0
    return np.kron(picture, np.ones((module, module), np.uint8))


@pytest.mark.parametrize("number", range(4))
def test_a_corner_mark_is_the_one_of_the_dictionary(number: int) -> None:
    theirs = cv2.aruco.generateImageMarker(DICTIONARY, number, 6)

    assert np.array_equal(drawn(marks.corner_mark(number), 1), theirs)


def test_an_aztec_code_reads_back() -> None:
    picture = np.pad(drawn(marks.aztec_code(LONGEST_CODE), 4), 20, constant_values=255)

    (found,) = zxingcpp.read_barcodes(picture)

    assert found.text == LONGEST_CODE


def test_the_longest_code_is_of_19_modules_so_that_each_is_large_enough_to_photograph() -> None:
    assert 'viewBox="0 0 19 19"' in marks.aztec_code(LONGEST_CODE)


def page() -> Picture:
    """A sheet of A4 with the marks and a code where the form has them, ten pixels a millimetre."""
    width, height = (10 * side for side in A4)
    sheet = np.full((height, width), 255, np.uint8)
    far_x, far_y = width - 50 - 10 * marks.MARK_SIZE, height - 50 - 10 * marks.MARK_SIZE
    for number, (x, y) in enumerate([(50, 50), (far_x, 50), (far_x, far_y), (50, far_y)]):
        put(sheet, drawn(marks.corner_mark(number), 10), 10 * marks.MARK_SIZE, x, y)
    put(sheet, drawn(marks.aztec_code(LONGEST_CODE), 10), 10 * marks.CODE_SIZE, 1820, 2690)
    return sheet


def put(sheet: Picture, picture: Picture, size: int, x: int, y: int) -> None:
    sheet[y : y + size, x : x + size] = cv2.resize(picture, (size, size), interpolation=cv2.INTER_NEAREST)


def photographed(sheet: Picture, chance: np.random.Generator) -> Picture:
    """As a telephone sees it: at 2,400 pixels high, askew, unsharp, half in the shade, grainy and pressed into a JPEG."""
    small = cv2.resize(sheet, None, fx=2400 / sheet.shape[0], fy=2400 / sheet.shape[0], interpolation=cv2.INTER_AREA)
    small = np.pad(small, 200, constant_values=90)
    height, width = small.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-8, 8), 0.95)
    moved = cv2.transform(corners[None], turn)[0] + chance.uniform(-0.02, 0.02, (4, 2)) * [width, height]
    warp = cv2.getPerspectiveTransform(corners, np.asarray(moved, np.float32))
    seen = np.asarray(cv2.warpPerspective(small, warp, (width, height), borderValue=(90,)), np.float32)
    seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), chance.uniform(0.6, 1.4)), np.float32)
    seen *= np.linspace(1, chance.uniform(0.4, 1), width, dtype=np.float32)[None]
    grain = chance.normal(0, 8, seen.shape)
    pressed = cv2.imencode(".jpg", np.clip(seen + grain, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 50])[1]
    return np.asarray(cv2.imdecode(pressed, cv2.IMREAD_GRAYSCALE), np.uint8)


def test_a_bad_photograph_shows_at_least_three_marks_and_the_code() -> None:
    chance = np.random.default_rng(2026)
    detector = cv2.aruco.ArucoDetector(DICTIONARY, detector_parameters())
    sheet = page()

    for _ in range(4):
        picture = photographed(sheet, chance)
        numbers = detector.detectMarkers(picture)[1]

        assert len({int(number) for number in numbers.flatten()} & {0, 1, 2, 3}) >= 3
        assert LONGEST_CODE in [found.text for found in zxingcpp.read_barcodes(picture)]


def detector_parameters() -> cv2.aruco.DetectorParameters:
    parameters = cv2.aruco.DetectorParameters()
    parameters.minMarkerPerimeterRate = 0.01
    return parameters
