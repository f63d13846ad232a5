"""What stops a command, told to the administrator in one line."""


class Failure(Exception):
    """The words go to the terminal as they are, without a traceback."""


def first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
