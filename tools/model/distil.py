"""Teaches an encoder of fewer layers to imitate its teacher.

    distil.py FOLDER OUT --training … --answers … --teacher state.pt [--layers 0,4,8,9,10,11]

Student layer i starts as teacher layer `layers[i]` and learns to give its output: hidden states,
pooled vectors and their similarities. `teach.py --layers … --start OUT/state.pt` goes on from there.
"""
import argparse
import os
import random
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from encoder import Encoder, fast, padded, pool
from examples import question_pairs, texts_of, translation_pairs
from tokenizer import ids_of

TOKENS = 4096
"""Tokens of a batch, padding included."""
WARM_UP = 100


def batches_of(rows: list[list[int]], draw: random.Random) -> list[list[list[int]]]:
    """Rows of like length together, in batches of about `TOKENS` tokens, in random order."""
    rows = sorted(rows, key=len)
    batches, at = [], 0
    while at < len(rows):
        count = max(16, TOKENS // len(rows[min(at + 64, len(rows) - 1)]))
        batches.append(rows[at : at + count])
        at += count
    draw.shuffle(batches)
    return batches


def distance(student: list, teacher: list, keep: list[int], mask: torch.Tensor) -> torch.Tensor:
    """Hidden states by their relative squared error, vectors by cosine and by similarities."""
    counted = mask[:, :, None].float()
    states = torch.stack([
        ((mine.float() - teacher[layer].float()) ** 2 * counted).sum()
        / (counted.sum() * teacher[layer].float().pow(2).mean() * mine.shape[-1])
        for mine, layer in zip(student, keep)
    ]).mean()
    mine, theirs = pool(student[-1], mask), pool(teacher[-1], mask)
    apart = (1 - (mine * theirs).sum(-1)).mean()
    return states + 10 * apart + 50 * F.mse_loss(mine @ mine.T, theirs @ theirs.T)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--teacher', required=True, help="the teacher's state.pt")
    # Left out one by one, the layers whose lack changes the vectors least: .46 against .12 for every
    # second one, as the cosine with the teacher's (bench/retrieval-notes.md).
    arguments.add_argument('--layers', default='0,4,8,9,10,11')
    arguments.add_argument('--steps', type=int, default=4000)
    arguments.add_argument('--rate', type=float, default=2e-4)
    arguments.add_argument('--most', type=int, default=128)
    arguments.add_argument('--seed', type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    keep = [int(layer) for layer in options.layers.split(',')]

    teacher = Encoder.load(options.folder).eval()
    teacher.take_state(options.teacher)
    student = Encoder.load(options.folder, keep).train()
    for mine, layer in zip(student.layers, keep):
        mine.load_state_dict(teacher.layers[layer].state_dict())
    student.word.weight.requires_grad_(False)

    tokenizer = Tokenizer.from_file(f'{options.folder}/tokenizer.json')
    pairs = question_pairs(options.training, options.answers, options.seed)
    texts = texts_of(pairs + translation_pairs(options.training))
    rows = [
        row
        for prefix in ('query: ', 'passage: ')
        for row in ids_of(tokenizer, texts, prefix, options.most)
    ]
    batches = batches_of(rows, draw)
    print(f'{len(texts):,} texts, {len(batches):,} batches')

    weights = [weight for weight in student.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=0.01)
    began, total = time.time(), 0.0
    for step in range(options.steps):
        left = max(0.02, 1 - step / options.steps)
        for group in optimizer.param_groups:
            group['lr'] = options.rate * min(1, (step + 1) / WARM_UP) * left
        ids, mask = padded(batches[step % len(batches)])
        with fast():
            with torch.no_grad():
                theirs = teacher.hidden(ids, mask)
            loss = distance(student.hidden(ids, mask), theirs, keep, mask)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        total += float(loss.detach())
        if step % 50 == 49:
            print(f'{step + 1} steps, {time.time() - began:.0f} s, {total / 50:.4f}', flush=True)
            total = 0.0
    os.makedirs(options.out, exist_ok=True)
    student.save_state(f'{options.out}/state.pt')


if __name__ == '__main__':
    main()
