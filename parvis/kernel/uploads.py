"""A file that somebody sends is cut off where it gets too heavy to be anything we take: it never fills the disk."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# Just above the heaviest that a form takes, so that its size still says that it was too heavy.
HEAVIEST = 16_000_000


class CutOff(FileUploadHandler):
    """Comes first among the handlers: what it keeps back, the next ones never see."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start < HEAVIEST else None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """The next handler has it."""
        return None
