"""Teaches an encoder the domain, and draws it back towards its parent.

    teach.py FOLDER OUT --training ../shared/model/training --answers answers.jsonl [--steps 820]

InfoNCE in both directions over batches of pairs. Most batches hold groups of answers that the model
finds alike at the start, so that it learns to tell them apart. Each `--keep-every` steps the model
is drawn back to its parent's vectors on texts in all languages. Word table, positions and the first
`--freeze` layers stay as they are.
"""
import argparse
import os
import random
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from encoder import Encoder, fast, padded
from examples import Pair, question_pairs, texts_of, translation_pairs
from tokenizer import ids_of

SCALE = 30
GROUP = 8
"""Answers of a group that the model finds alike."""
QUESTIONS = 64
"""Pairs in a batch, and half as many as in one of sentences."""
WARM_UP = 40
"""Steps until the learning rate is at its peak."""


def contrast(query: torch.Tensor, passage: torch.Tensor, groups: list[str]) -> torch.Tensor:
    """InfoNCE both ways; pairs of one group are neither negatives nor positives of each other."""
    scores = query @ passage.T * SCALE
    same = [[a == b and i != j for j, b in enumerate(groups)] for i, a in enumerate(groups)]
    scores = scores.masked_fill(torch.tensor(same), -1e4)
    right = torch.arange(len(groups))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


def drawn_back(vectors: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
    """How far vectors and their similarities have moved from the parent's."""
    moved = (1 - (vectors * before).sum(-1)).mean()
    return 5 * moved + 20 * F.mse_loss(vectors @ vectors.T, before @ before.T)


def freeze(encoder: Encoder, layers: int) -> None:
    encoder.word.weight.requires_grad_(False)
    if layers == 0:
        return
    for part in (encoder.position, encoder.norm, *encoder.layers[:layers]):
        for weight in part.parameters():
            weight.requires_grad_(False)
    encoder.segment.requires_grad_(False)


@torch.no_grad()
def alike(encoder: Encoder, rows: list[list[int]], groups: list[str]) -> tuple[list, list[list[int]]]:
    """The members of each group by row, and each group's 16 nearest groups."""
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    lists = [members[group] for group in sorted(members)]
    longest = [max(rows_of, key=lambda row: len(rows[row])) for rows_of in lists]
    parts = [longest[at : at + 16] for at in range(0, len(longest), 16)]
    vectors = torch.cat([encoder(*padded([rows[n] for n in part])) for part in parts])
    near = (vectors @ vectors.T).fill_diagonal_(-1).topk(16).indices.tolist()
    return lists, near


def draw_batch(
    lists: list, near: list[list[int]], draw: random.Random, size: int = QUESTIONS,
) -> list[int]:
    """Rows of one batch: three in ten at random, else whole groups of like answers."""
    if draw.random() < 0.3:
        return draw.sample([row for rows in lists for row in rows], size)
    rows: list[int] = []
    while len(rows) < size:
        start = draw.randrange(len(lists))
        chosen = [start, *draw.sample(near[start], GROUP - 1)]
        rows += [draw.choice(lists[group]) for group in chosen]
    return rows[:size]


def encoded(tokenizer: Tokenizer, pairs: list[Pair], passage: str, most: int):
    queries = ids_of(tokenizer, [pair.query for pair in pairs], 'query: ', most)
    passages = ids_of(tokenizer, [pair.passage for pair in pairs], passage, most)
    return queries, passages, [pair.group for pair in pairs]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--steps', type=int, default=820)
    arguments.add_argument('--start', help='state.pt to go on from')
    arguments.add_argument('--rate', type=float, default=5e-5)
    arguments.add_argument('--keep', type=float, default=0.2)
    arguments.add_argument('--keep-every', type=int, default=4)
    arguments.add_argument('--freeze', type=int, default=4)
    arguments.add_argument('--most', type=int, default=160, help='tokens of a text')
    arguments.add_argument('--pairs', type=int, default=QUESTIONS, help='pairs of a batch')
    arguments.add_argument('--seed', type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)

    encoder = Encoder.load(options.folder).train()
    before = Encoder.load(options.folder).eval()
    if options.start:
        encoder.take_state(options.start)
    freeze(encoder, options.freeze)

    tokenizer = Tokenizer.from_file(f'{options.folder}/tokenizer.json')
    questions = question_pairs(options.training, options.answers, options.seed)
    sentences = translation_pairs(options.training)
    asked = encoded(tokenizer, questions, 'passage: ', options.most)
    said = encoded(tokenizer, sentences, 'query: ', options.most)
    anchors = ids_of(tokenizer, texts_of(questions + sentences), 'passage: ', options.most)
    anchors.sort(key=len)
    lists, near = alike(encoder, asked[1], asked[2])
    print(f'{len(questions):,} questions, {len(sentences):,} sentences, {len(lists):,} answers')

    weights = [weight for weight in encoder.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=0.01)
    kept = 3 * options.pairs // 2
    began, sum_contrast = time.time(), 0.0
    for step in range(options.steps):
        left = max(0.02, 1 - step / options.steps)
        for group in optimizer.param_groups:
            group['lr'] = options.rate * min(1, (step + 1) / WARM_UP) * left
        with fast():
            if step % 8 == 7:
                texts, rows = said, draw.sample(range(len(sentences)), 2 * options.pairs)
            else:
                texts, rows = asked, draw_batch(lists, near, draw, options.pairs)
            query, passage = (encoder(*padded([side[n] for n in rows])) for side in texts[:2])
            loss = contrast(query, passage, [texts[2][n] for n in rows])
            sum_contrast += float(loss.detach())
            if step % options.keep_every == 0:
                at = draw.randrange(max(1, len(anchors) - kept))
                batch = padded(anchors[at : at + kept])
                with torch.no_grad():
                    old = before(*batch)
                loss = loss + options.keep * drawn_back(encoder(*batch), old)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if step % 20 == 19:
            took = time.time() - began
            left_s = took / (step + 1) * (options.steps - step - 1)
            print(f'{step + 1} steps, {took:.0f} s, {left_s:.0f} s left, '
                  f'contrast {sum_contrast / 20:.3f}', flush=True)
            sum_contrast = 0.0
    os.makedirs(options.out, exist_ok=True)
    encoder.save_state(f'{options.out}/state.pt')


if __name__ == '__main__':
    main()
