"""Under test, a template that names what nobody gave it fails instead of showing nothing."""


class UndefinedVariable(Exception):
    """A template reads a variable that its view does not give."""


class Undefined(str):
    """Django's `string_if_invalid`: it asks whether there is a %s in it, then puts the variable's name there."""

    __slots__ = ()

    def __new__(cls) -> "Undefined":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(str(variable))
