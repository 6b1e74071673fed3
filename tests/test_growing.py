from __future__ import annotations

from tests.growing import grows_with_its_length


def test_the_measure_tells_a_square_from_a_line() -> None:
    def square(text: str) -> int:
        return sum(1 for first in text for second in text if first != second)

    def line(text: str) -> int:
        return sum(1 for _ in range(150) for first in text if first)

    assert not grows_with_its_length(square, "a", 6_000)
    assert grows_with_its_length(line, "a", 60_000)
