"""Vector tiles (Mapbox Vector Tile 2.1), written by arrays: a library that goes feature by feature costs twenty times more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from parvis.places.points import ZOOM, tile_range

EXTENT = 4096
CONTENT_TYPE = "application/vnd.mapbox-vector-tile"

Whole = NDArray[np.int64]
# The tags of protobuf: field number × 8 + wire type.
_LAYER, _NAME, _FEATURE, _KEY, _VALUE, _EXTENT, _VERSION = 26, 10, 18, 26, 34, 40, 120
_TAGS, _KIND, _GEOMETRY = 18, 24, 34
_STRING, _UNSIGNED = 10, 40
_MOVE_TO_ONE = 9


class Kind(IntEnum):
    POINT = 1
    LINE = 2
    POLYGON = 3


@dataclass(frozen=True)
class Layer:
    """`commands`: the geometries one after the other, as the format writes them, and `sizes`: how many numbers each takes.

    `properties`: for each name a value a feature, words or numbers that are not negative.
    """

    name: str
    kind: Kind
    commands: Whole
    sizes: Whole
    properties: Mapping[str, Sequence[str] | Whole]


def points(name: str, x: Whole, y: Whole, properties: Mapping[str, Sequence[str] | Whole]) -> Layer:
    """A layer of points, in the tile's own units: 4,096 a side, from its north-west corner."""
    commands = np.column_stack([np.full(len(x), _MOVE_TO_ONE), zigzag(x), zigzag(y)]).ravel()
    return Layer(name, Kind.POINT, commands, np.full(len(x), 3), properties)


def encode(*layers: Layer) -> bytes:
    """A tile; one without features has no bytes, and a layer without features is left out."""
    return b"".join(_field(_LAYER, _layer(layer)) for layer in layers if len(layer.sizes))


def in_tile(zkeys: Whole, z: int, x: int, y: int) -> tuple[Whole, Whole]:
    """Where in the tile the points of these keys are, which are all in it."""
    inside = zkeys - tile_range(z, x, y)[0]
    shift = ZOOM - z
    return (gathered(inside) * EXTENT) >> shift, (gathered(inside >> 1) * EXTENT) >> shift


def gathered(zkeys: Whole) -> Whole:
    """Every second bit of the keys, beginning with the last: what `points` has spread."""
    value = zkeys & 0x5555555555555555
    for shift, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        value = (value | value >> shift) & mask
    return value


def zigzag(values: Whole) -> Whole:
    """Small numbers stay small, whatever their sign."""
    return (values << 1) ^ (values >> 63)


def _layer(layer: Layer) -> bytes:
    tables = [_table(values) for values in layer.properties.values()]
    tags, before = [], 0
    for key, (table, which) in enumerate(tables):
        tags += [np.full(len(which), key), which + before]
        before += len(table)
    return b"".join(
        [
            bytes([_VERSION, 2]),
            _field(_NAME, layer.name.encode()),
            _features(layer, np.column_stack(tags) if tags else np.empty((len(layer.sizes), 0), np.int64)),
            *(_field(_KEY, key.encode()) for key in layer.properties),
            *(_field(_VALUE, value) for table, _which in tables for value in table),
            bytes([_EXTENT]) + _varint(EXTENT),
        ]
    )


def _table(values: Sequence[str] | Whole) -> tuple[list[bytes], Whole]:
    """The distinct values, written, and which of them each feature has."""
    if isinstance(values, np.ndarray):
        numbers, which = np.unique(values, return_inverse=True)
        return [bytes([_UNSIGNED]) + _varint(number) for number in numbers.tolist()], which
    places = {word: place for place, word in enumerate(dict.fromkeys(values))}
    return [_field(_STRING, word.encode()) for word in places], np.array([places[word] for word in values])


def _features(layer: Layer, tags: Whole) -> bytes:
    """All that a feature says is a varint: they are laid out in one array, and written at once."""
    sizes, commands = layer.sizes, layer.commands
    tags_length = _lengths(tags).sum(axis=1)
    ends = np.cumsum(sizes)
    geometry_length = np.add.reduceat(_lengths(commands), ends - sizes)
    body = tags_length + geometry_length + _lengths(tags_length) + _lengths(geometry_length) + 4
    count = len(sizes)
    constant = [np.full(count, value) for value in (_FEATURE, _TAGS, _KIND, layer.kind, _GEOMETRY)]
    feature, tag, kind, of_kind, geometry = constant
    head = np.column_stack([feature, body, tag, tags_length, tags, kind, of_kind, geometry, geometry_length])
    width = head.shape[1]
    laid = np.empty(count * width + len(commands), np.int64)
    starts = np.arange(count) * width + ends - sizes
    laid[starts[:, None] + np.arange(width)] = head
    laid[np.arange(len(commands)) + np.repeat(np.arange(1, count + 1) * width, sizes)] = commands
    return _varints(laid)


def _field(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """One number by itself: an array of one would cost ten times more."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _lengths(values: Whole) -> Whole:
    """How many bytes each takes as a varint."""
    longest = int(values.max(initial=0))
    lengths = np.ones(values.shape, np.int64)
    for bits in range(7, longest.bit_length() + 1, 7):
        lengths += values >= 1 << bits
    return lengths


def _varints(values: Whole) -> bytes:
    """Numbers that are not negative, seven bits a byte, the last byte of each without its first bit."""
    lengths = _lengths(values)
    starts = np.cumsum(lengths) - lengths
    written = np.empty(int(lengths.sum()), np.uint8)
    for place in range(int(lengths.max(initial=0))):
        there = lengths > place
        more = (lengths[there] > place + 1) * 0x80
        written[starts[there] + place] = (values[there] >> 7 * place & 0x7F) | more
    return written.tobytes()
