"""What somebody sends is cut off where it gets too heavy."""

from parvis.kernel.uploads import HEAVIEST, CutOff


def test_a_file_goes_through_until_it_is_too_heavy() -> None:
    handler = CutOff()
    assert handler.receive_data_chunk(b"some", 0) == b"some"
    assert handler.receive_data_chunk(b"some", HEAVIEST) is None
    assert handler.file_complete(HEAVIEST) is None
