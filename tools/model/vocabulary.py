"""Chooses a smaller vocabulary: pieces that texts use, and every single character.

    vocabulary.py FOLDER texts.txt tokenizer.json [--least 2]

`FOLDER` is an unpacked model; a piece stays where the texts use it `--least` times or more.
Single characters stay, so that hardly any text needs `<unk>`.
"""
import argparse
import json
from collections import Counter

from tokenizers import Tokenizer

from tokenizer import SPECIAL, write_tokenizer


def choose(vocabulary: list[tuple[str, float]], used: Counter, least: int) -> list[tuple[str, float]]:
    """The pieces to keep, in their old order: special ones, single characters, those in use."""
    return [
        (piece, score)
        for row, (piece, score) in enumerate(vocabulary)
        if row < len(SPECIAL) or len(piece.lstrip('▁')) <= 1 or used[row] >= least
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('texts')
    arguments.add_argument('out')
    arguments.add_argument('--least', type=int, default=2)
    options = arguments.parse_args()
    path = f'{options.folder}/tokenizer.json'
    tokenizer = Tokenizer.from_file(path)
    used: Counter = Counter()
    with open(options.texts, encoding='utf8') as file:
        lines = [line.rstrip('\n') for line in file]
    for at in range(0, len(lines), 1000):
        for encoding in tokenizer.encode_batch(lines[at : at + 1000]):
            used.update(encoding.ids)
    with open(path, encoding='utf8') as file:
        vocabulary = [(piece, score) for piece, score in json.load(file)['model']['vocab']]
    kept = choose(vocabulary, used, options.least)
    write_tokenizer(options.out, [piece for piece, _ in kept], [score for _, score in kept])
    print(f'{len(kept):,} of {len(vocabulary):,} pieces')


if __name__ == '__main__':
    main()
