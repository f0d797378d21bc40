"""Traces: what each output was made from, so that a later build knows which ones still hold."""

from __future__ import annotations

from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen import packed
from sitegen.model.text import OutPath
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KIND: Final = "traces"
_SHA256_BYTES: Final = 32


class Trace(NamedTuple):
    """What one output was made from, as digests, and the SHA-256 of what came of it."""

    inputs: tuple[int, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Traces:
    """The traces of one build.

    `versions` names the programs it was made with; `setting` digests what all pages depend on,
    by its name; `templates` has every template by name.
    """

    versions: str = ""
    setting: Mapping[str, int] = field(default_factory=dict)
    templates: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[OutPath, Trace] = field(default_factory=dict)


def encode_traces(traces: Traces) -> bytes:
    """Return the file that `decode_traces` reads.

    Texts: versions, names of settings, of templates, paths. Numbers: how many of each; their
    digests; for each output the count of its inputs and their digests. The blob has the SHA-256s.
    """
    texts = [traces.versions, *traces.setting, *traces.templates, *traces.outputs]
    numbers = [len(traces.setting), len(traces.templates)]
    numbers += [*traces.setting.values(), *traces.templates.values()]
    for trace in traces.outputs.values():
        numbers.append(len(trace.inputs))
        numbers += trace.inputs
    blob = b"".join(bytes.fromhex(trace.sha256) for trace in traces.outputs.values())
    return packed.pack(KIND, texts, numbers, blob)


def decode_traces(found: packed.Packed | None, versions: str) -> Traces:
    """Return the traces of a file; none of another version, or of one that is no such file."""
    if found is None or found.texts[0] != versions:
        return Traces()
    try:
        return _decode(found)
    except (ValueError, StopIteration):
        return Traces()


def _decode(found: packed.Packed) -> Traces:
    """Return the traces of a file. Raises ValueError or StopIteration for what is none."""
    numbers = iter(found.numbers)
    setting_count, template_count = islice(numbers, 2)
    names = found.texts[1:]
    paths = names[setting_count + template_count :]
    setting = dict(zip(names[:setting_count], islice(numbers, setting_count), strict=True))
    templates = dict(
        zip(
            names[setting_count : -len(paths) or None], islice(numbers, template_count), strict=True
        )
    )
    if len(found.blob) != len(paths) * _SHA256_BYTES:
        raise ValueError("there are not as many digests as files")
    digests = found.blob.hex()
    width = 2 * _SHA256_BYTES
    outputs = {
        OutPath(path): Trace(
            _taken(numbers, next(numbers)), digests[place * width : (place + 1) * width]
        )
        for place, path in enumerate(paths)
    }
    if next(numbers, None) is not None:
        raise ValueError("there are more numbers than inputs")
    return Traces(found.texts[0], setting, templates, outputs)


def _taken(numbers: Iterator[int], count: int) -> tuple[int, ...]:
    taken = tuple(islice(numbers, count))
    if len(taken) != count:
        raise ValueError("there are fewer numbers than inputs")
    return taken
