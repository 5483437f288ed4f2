"""Writes the texts of the training files, a line each with its prefix, for `vocabulary.py` and `export.py`.

    texts.py OUT --training ../shared/model/training --answers answers.jsonl [--most 400]
"""
import argparse
import random

from examples import question_pairs, texts_of, translation_pairs


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--most', type=int)
    options = arguments.parse_args()
    pairs = question_pairs(options.training, options.answers)
    texts = texts_of(pairs + translation_pairs(options.training))
    random.Random(1).shuffle(texts)
    with open(options.out, 'w', encoding='utf8') as file:
        for n, text in enumerate(texts[: options.most]):
            prefix = 'query: ' if n % 2 else 'passage: '
            file.write(prefix + ' '.join(text.split()) + '\n')


if __name__ == '__main__':
    main()
