"""`dataclass` for slotted classes, in a tenth of its time: methods are made when first called.

The standard decorator writes and compiles up to six methods a class, about a millisecond each time
the program starts, for classes and methods that most runs never use. Here it makes the class, its
fields and slots alone. A method that is called the first time is compiled and takes its place in
the class. Fields, `replace`, equality, hash and `match` are those of the standard decorator, and
to a type checker it is the standard decorator.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, fields
from dataclasses import dataclass as standard_dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 others import it from here

    Method = Callable[..., Any]
else:

    def dataclass(**options: bool) -> Callable[[Any], type]:
        """Make a dataclass; `options` are those of the standard decorator but `init` and `repr`."""
        shape = {name: options[name] for name in ("slots", "kw_only") if name in options}
        make = standard_dataclass(init=False, repr=False, eq=False, **shape)
        is_frozen, has_eq = options.get("frozen", False), options.get("eq", True)
        late = {"__init__": _init}
        if has_eq:
            late["__eq__"] = partial(_comparison, name="__eq__", operator="==")
        if options.get("order"):
            late |= {name: partial(_comparison, name=name, operator=o) for name, o in _ORDER}
        if options.get("unsafe_hash") or (has_eq and is_frozen):
            late["__hash__"] = _hash

        def decorate(cls: Any) -> type:
            cls.__doc__ = cls.__doc__ or cls.__name__  # or the standard one works out a signature
            cls = make(cls)
            own = set(vars(cls))
            for name in late.keys() - own:
                setattr(cls, name, _made_when_called(cls, name, late[name]))
            if has_eq and "__hash__" not in vars(cls):
                cls.__hash__ = None
            if "__repr__" not in own:
                cls.__repr__ = _repr
            if is_frozen:
                cls.__setattr__ = cls.__delattr__ = _refuse
            return cls  # type: ignore[no-any-return]  # a class

        return decorate


_ORDER = (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="))


def _made_when_called(cls: Any, name: str, write: Callable[[Any], Method]) -> Method:
    def first(self: object, *given: object, **named: object) -> object:
        method = write(cls)
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(self, *given, **named)

    return first


def _init(cls: Any) -> Method:
    names: dict[str, object] = {"_missing": MISSING, "_set": object.__setattr__}
    given: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for one in fields(cls):
        if not one.init:  # `__post_init__` sets it
            continue
        name, value = one.name, one.name
        parameter = name
        if one.default is not MISSING:
            names[f"_default_{name}"] = one.default
            parameter = f"{name}=_default_{name}"
        elif one.default_factory is not MISSING:
            names[f"_make_{name}"] = one.default_factory
            parameter = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}"
        (named if one.kw_only else given).append(parameter)
        # The setter of a slot is quicker than object.__setattr__.
        if setter := getattr(vars(cls).get(name), "__set__", None):
            names[f"_set_{name}"] = setter
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *given, *(["*", *named] if named else [])])
    return _compiled("__init__", parameters, lines or ["pass"], names)


def _comparison(cls: Any, *, name: str, operator: str) -> Method:
    compared = [one.name for one in fields(cls) if one.compare]
    lines = [
        "if other.__class__ is not self.__class__:",
        " return NotImplemented",
        f"return {_tuple('self', compared)} {operator} {_tuple('other', compared)}",
    ]
    return _compiled(name, "self, other", lines, {})


def _hash(cls: Any) -> Method:
    hashed = [one.name for one in fields(cls) if (one.compare if one.hash is None else one.hash)]
    return _compiled("__hash__", "self", [f"return hash({_tuple('self', hashed)})"], {})


def _tuple(owner: str, names: list[str]) -> str:
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"


def _compiled(name: str, parameters: str, lines: list[str], names: dict[str, object]) -> Method:
    body = "\n ".join(lines)
    exec(f"def {name}({parameters}):\n {body}", names)  # noqa: S102 names of our own fields
    return names[name]  # type: ignore[return-value]  # the function of the line above


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"a field of a frozen value can not be set: {name}")
