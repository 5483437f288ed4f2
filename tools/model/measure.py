"""Measures a model folder on the dev questions of KamerQA: R@1 and R@5 by its vectors alone.

    measure.py MODEL --kamerqa ../shared/corpus/kamerqa
"""
import argparse
import os

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from examples import lines_of
from tokenizer import PAD, ids_of

BATCH = 16


def embed(model: str, texts: list[str], prefix: str) -> np.ndarray:
    """The texts' vectors, [texts, hidden], each of length 1."""
    networks = [f'{model}/onnx/{name}_quantized.onnx' for name in ('query', 'model')]
    own = prefix == 'query: ' and os.path.exists(networks[0])
    session = onnxruntime.InferenceSession(networks[0 if own else 1])
    rows = ids_of(Tokenizer.from_file(f'{model}/tokenizer.json'), texts, prefix, 512)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    vectors: list = [None] * len(rows)
    for at in range(0, len(order), BATCH):
        part = order[at : at + BATCH]
        length = max(len(rows[n]) for n in part)
        ids = np.full((len(part), length), PAD, np.int64)
        for line, n in zip(ids, part):
            line[: len(rows[n])] = rows[n]
        mask = (ids != PAD).astype(np.int64)
        states = session.run(None, {'input_ids': ids, 'attention_mask': mask})[0]
        means = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        for n, mean in zip(part, means):
            vectors[n] = mean / np.linalg.norm(mean)
    return np.stack(vectors)


def recall(queries: np.ndarray, passages: np.ndarray, right: list[int]) -> tuple[float, float]:
    """The share of queries whose right passage is first, and among the first five."""
    scores = queries @ passages.T
    own = scores[np.arange(len(right)), right]
    ranks = (scores > own[:, None]).sum(1)
    return float((ranks < 1).mean()), float((ranks < 5).mean())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model')
    arguments.add_argument('--kamerqa', required=True)
    options = arguments.parse_args()
    answers = lines_of(f'{options.kamerqa}/answers.jsonl')
    places = {answer['id']: n for n, answer in enumerate(answers)}
    texts = [f"{answer['question']} {answer['answer']}" for answer in answers]
    passages = embed(options.model, texts, 'passage: ')
    for name in ('dev.queries', 'dev.multilingual'):
        lines = lines_of(f'{options.kamerqa}/{name}.jsonl')
        for language in sorted(set().union(*lines) - {'id'}):
            asked = [(line[language], places[line['id']]) for line in lines if language in line]
            queries = embed(options.model, [query for query, _ in asked], 'query: ')
            first, five = recall(queries, passages, [place for _, place in asked])
            print(f'{language}\t{len(asked)}\tR@1 {first:.3f}\tR@5 {five:.3f}', flush=True)


if __name__ == '__main__':
    main()
