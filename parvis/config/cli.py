"""The command `parvis`."""


def main() -> int:
    return 0
