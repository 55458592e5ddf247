"""Arrays in a file, mapped."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from index.errors import IndexDamaged
from index.store.arrays import open_arrays, write_arrays


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=5),
        some.arrays(st.sampled_from(["u1", "<u2", "<u4", "<i8", "<f4"]), st.integers(0, 50)),
        max_size=4,
    )
)
@settings(max_examples=50, deadline=None)
def test_what_was_written_is_read(tmp_path_factory, arrays):
    path = tmp_path_factory.mktemp("arrays") / "some"
    write_arrays(path, arrays)
    read = open_arrays(path).check()
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        assert read[name].dtype.kind in {array.dtype.kind, "u"}
        assert np.array_equal(read[name], array, equal_nan=array.dtype.kind == "f")


@pytest.mark.parametrize(
    ("number", "bytes_of_each"), [(0, 2), (65_535, 2), (65_536, 4), (2**32 - 1, 4), (2**32, 8), (-1, 8)]
)
def test_whole_numbers_take_no_more_bytes_than_the_largest_of_them_needs(tmp_path, number, bytes_of_each):
    write_arrays(tmp_path / "some", {"numbers": np.array([7, number])})
    read = open_arrays(tmp_path / "some")["numbers"]
    assert (read.tolist(), read.itemsize) == ([7, number], bytes_of_each)


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:20], lambda data: data[:-40], lambda data: b"PNG" + data[3:]],
    ids=["empty", "header cut", "arrays cut", "another kind of file"],
)
def test_a_damaged_file_is_said_to_be(tmp_path, damage):
    path = tmp_path / "some"
    write_arrays(path, {"numbers": np.arange(100)})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(IndexDamaged, match="--full"):
        open_arrays(path)


def test_a_bit_that_flips_is_found_before_it_is_read(tmp_path):
    """Between the arrays lie zeros that nobody reads: one that flips changes nothing."""
    path, arrays = tmp_path / "some", {"numbers": np.arange(20), "letters": np.frombuffer("猫と犬".encode(), np.uint8)}
    write_arrays(path, arrays)
    data = path.read_bytes()
    for bit in range(0, 8 * len(data), 3):
        path.write_bytes(flipped(data, bit))
        with suppress(IndexDamaged):
            read = open_arrays(path)
            for name, array in arrays.items():
                with suppress(IndexDamaged):
                    assert np.array_equal(read[name], array)


def flipped(data, bit):
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def test_what_is_whole_can_be_read_beside_what_is_damaged(tmp_path):
    path = tmp_path / "some"
    write_arrays(path, {"numbers": np.arange(20), "letters": np.frombuffer("猫と犬".encode(), np.uint8)})
    path.write_bytes(path.read_bytes().replace("猫".encode(), "鳥".encode()))
    read = open_arrays(path)
    assert read["numbers"].tolist() == list(range(20))
    with pytest.raises(IndexDamaged, match="--full"):
        read["letters"]


def test_the_file_appears_only_whole(tmp_path):
    write_arrays(tmp_path / "some", {"numbers": np.arange(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["some"]
