"""The encoder's examples: pairs of a query and a passage, sentences with their translation.

Reads `queries.jsonl` and the `*.tsv` files of the training folder, the `queries.jsonl` of this one
(everyday words, Frisian and Arabic), and `answers.jsonl` of KamerQA. Only answers that a training query is after are read: none of the dev or test answers.
"""
import glob
import json
import os
import random
import re
from dataclasses import dataclass


@dataclass
class Pair:
    """Two texts that belong together; pairs of one `group` are no negatives of each other."""

    group: str
    query: str
    passage: str


SENTENCE = re.compile(r'(?<=[.?!])\s+(?=[A-Z])')


def lines_of(path: str) -> list[dict]:
    with open(path, encoding='utf8') as file:
        return [json.loads(line) for line in file]


HERE = os.path.dirname(os.path.abspath(__file__))


def queries_of(training: str) -> list[dict]:
    """Lines of an answer's `id` and the queries after it by language."""
    return [line for folder in (training, HERE)
            for line in lines_of(os.path.join(folder, 'queries.jsonl'))]


def passages_of(question: str, answer: str, draw: random.Random) -> str:
    """One of the shapes in which the index meets an answer: whole, or three of its sentences."""
    sentences = SENTENCE.split(answer)
    if len(sentences) > 3 and draw.random() < 0.5:
        start = draw.randrange(len(sentences) - 2)
        answer = ' '.join(sentences[start : start + 3])
    return answer if draw.random() < 0.35 else f'{question} {answer}'


def question_pairs(training: str, answers: str, seed: int = 1) -> list[Pair]:
    """A pair for each query, in any language, with a passage of its answer."""
    draw = random.Random(seed)
    known = {answer['id']: answer for answer in lines_of(answers)}
    pairs = []
    for line in queries_of(training):
        answer = known.get(line['id'])
        if answer is None:
            continue
        for language, queries in line.items():
            if language == 'id':
                continue
            for query in queries:
                passage = passages_of(answer['question'], answer['answer'], draw)
                pairs.append(Pair(line['id'], query, passage))
    return pairs


def translation_pairs(training: str) -> list[Pair]:
    """A pair for each line of the `*.tsv` files: Dutch, tab, English."""
    pairs = []
    for path in sorted(glob.glob(os.path.join(training, '*.tsv'))):
        with open(path, encoding='utf8') as file:
            for line in file:
                dutch, english = line.rstrip('\n').split('\t')
                pairs.append(Pair(dutch, dutch, english))
    return pairs


def texts_of(pairs: list[Pair]) -> list[str]:
    """All texts of the pairs once, sorted: for drawing the model back."""
    return sorted({text for pair in pairs for text in (pair.query, pair.passage)})
