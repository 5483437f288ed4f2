"""Unpacks the parent into float tensors and a tokenizer, whole or with a smaller vocabulary.

    unpack.py e5-small-q4.bin FOLDER [--vocabulary tokenizer.json]

With `--vocabulary` only the pieces of that tokenizer are kept, in its order.
"""
import argparse
import json
import os

import numpy as np

from parent import Parent, read_parent
from tokenizer import SPECIAL, write_tokenizer


def trim(parent: Parent, keep: list[str]) -> Parent:
    """The parent reduced to these pieces; raises ValueError for a piece that it lacks."""
    rows = {piece: row for row, piece in enumerate(parent.pieces)}
    special = ('bos', 'pad', 'eos', 'unk')
    rows |= {name: parent.special[key] for name, key in zip(SPECIAL, special)}
    unknown = [piece for piece in keep if piece not in rows]
    if unknown:
        raise ValueError(f'the parent has no piece {unknown[0]!r} (and {len(unknown) - 1} more)')
    chosen = [rows[piece] for piece in keep]
    scores = parent.scores[chosen]
    scores[: len(SPECIAL)] = 0
    tensors = {**parent.tensors, 'emb.word': parent.tensors['emb.word'][chosen]}
    config = {**parent.config, 'vocabulary': len(keep)}
    return Parent(config, keep, scores, parent.special, tensors)


def write_unpacked(folder: str, parent: Parent) -> None:
    """Writes `config.json`, `weights.npz` and `tokenizer.json`."""
    os.makedirs(folder, exist_ok=True)
    np.savez(os.path.join(folder, 'weights.npz'), **parent.tensors)
    with open(os.path.join(folder, 'config.json'), 'w') as file:
        json.dump(parent.config, file, indent=1)
    write_tokenizer(os.path.join(folder, 'tokenizer.json'), parent.pieces, list(parent.scores))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('parent')
    arguments.add_argument('folder')
    arguments.add_argument('--vocabulary', help='tokenizer.json with the pieces to keep')
    options = arguments.parse_args()
    parent = read_parent(options.parent)
    keep = list(SPECIAL) + [piece for piece in parent.pieces if piece not in SPECIAL]
    if options.vocabulary:
        with open(options.vocabulary, encoding='utf8') as file:
            keep = [piece for piece, _ in json.load(file)['model']['vocab']]
    write_unpacked(options.folder, trim(parent, keep))
    print(f'{len(keep):,} pieces, {len(parent.tensors)} tensors')


if __name__ == '__main__':
    main()
