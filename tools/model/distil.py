"""Teaches a network of fewer layers to embed queries as its teacher does.

    distil.py FOLDER OUT --training … --answers … --teacher state.pt [--layers 0,2,4,6,8,9,10,11]
        [--start state.pt --of 0,2,4,6,8,9,10,11]

Its layers start as the teacher's, or as those of a larger student (`--start`, whose layers are the
teacher's `--of`). It learns from queries alone, which are short: the states halfway and at the end,
the vectors, how these lie to each other and to the passages that FOLDER's encoder embeds.
`export.py FOLDER MODEL --queries --state OUT/state.pt --layers …` writes it.
"""
import argparse
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from encoder import Encoder, embed, fast, padded, pool
from examples import SENTENCE, Pair, lines_of, question_pairs, translation_pairs
from refine import (
    TEMPLATES, columns_of, one_sentence, plain_questions, stub, translated_terms, words_of,
)
from teach import SCALE
from tokenizer import ids_of

TOKENS = 1536
"""Tokens of a batch, padding included."""
WARM_UP = 100
HELD_OUT = 1500
"""Texts that are not learned from, to tell how near the vectors come."""
DICTIONARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../dictionary/words.tsv')


def as_typed(text: str, others: list[str], draw: random.Random) -> str:
    """The text as somebody in haste may type it: a part, small, some words, a slip, a second text."""
    words = text.split()
    kind = draw.random()
    if kind < 0.35 and len(words) > 3:
        count = draw.randint(1, min(8, len(words) - 1))
        start = draw.randrange(len(words) - count + 1)
        return ' '.join(words[start : start + count]).strip('.,;:?!')
    if kind < 0.5:
        return text.lower().rstrip('?.!')
    if kind < 0.6 and len(words) > 4:
        return ' '.join(draw.sample(words, draw.randint(2, 4))).strip('.,;:?!')
    if kind < 0.75:
        return f'{text} {draw.choice(others)}'[:300]
    if kind < 0.85 and len(words) > 2:
        place = draw.randrange(len(words))
        letters = list(words[place])
        if len(letters) > 3:
            at = draw.randrange(len(letters) - 1)
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        words[place] = ''.join(letters)
        return ' '.join(words)
    return text


def texts_to_ask(pairs: list[Pair], training: str, known: dict[str, dict],
                 draw: random.Random) -> list[str]:
    """What the recipe has of queries, terms, words and sentences in any language; in random order."""
    groups = sorted({pair.group for pair in pairs})
    texts = [pair.query for pair in pairs]
    texts += [text for pair in plain_questions() for text in pair]
    texts += [text for name in ('sentences', 'tatoeba') for row in columns_of(name) for text in row]
    texts += [text for pair in translation_pairs(training) for text in (pair.query, pair.passage)]
    texts += [text for _, _, text in columns_of('off-topic')]
    for row in translated_terms():
        for language, term in row.items():
            texts += [term, draw.choice(TEMPLATES[language][1:]).format(term)]
    whole = [f"{known[group]['question']} {known[group]['answer']}" for group in groups]
    texts += [draw.choice(TEMPLATES['nl']).format(word) for word in words_of(whole)]
    with open(DICTIONARY, encoding='utf8') as file:
        _, *rows = file
    texts += [cell.split('|')[0] for row in rows for cell in row.rstrip('\n').split('\t')]
    typed = sorted({text.strip() for text in texts if text.strip()})
    long = [text for group in groups
            for text in (known[group]['question'], *SENTENCE.split(known[group]['answer'])[:2])]
    varied = [as_typed(text, typed, draw) for text in typed if draw.random() < 0.9]
    found = sorted({*typed, *varied, *long})
    draw.shuffle(found)
    return found


def batches_of(rows: list[list[int]], draw: random.Random) -> list[list[int]]:
    """Places of rows of like length together, in batches of about `TOKENS` tokens, in random order."""
    order = sorted(range(len(rows)), key=lambda place: (len(rows[place]) // 2, draw.random()))
    batches, at = [], 0
    while at < len(order):
        count = max(16, TOKENS // (len(rows[order[at]]) + 1))
        batches.append(order[at : at + count])
        at += count
    draw.shuffle(batches)
    return batches


def apart(mine: torch.Tensor, theirs: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The squared error of states [texts, tokens, hidden], as a share of the square of `theirs`."""
    counted = mask[:, :, None].float()
    return ((mine.float() - theirs) ** 2 * counted).sum() / (theirs**2 * counted).sum()


def distance(mine: torch.Tensor, theirs: torch.Tensor, passages: torch.Tensor) -> torch.Tensor:
    """How far vectors are from the teacher's, from their similarities, and from what these find."""
    found = F.log_softmax(theirs @ passages.T * SCALE, -1)
    own = F.log_softmax(mine @ passages.T * SCALE, -1)
    return (
        10 * (1 - (mine * theirs).sum(-1)).mean()
        + (found.exp() * (found - own)).sum(-1).mean()
        + 50 * F.mse_loss(mine @ mine.T, theirs @ theirs.T)
    )


class Teacher:
    """What a network gives to rows of ids, each computed once."""

    def __init__(self, encoder: Encoder, rows: list[list[int]], middle: int):
        self.encoder, self.rows, self.middle = encoder, rows, middle
        self.known: dict[int, tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = {}

    @torch.no_grad()
    def of(self, batch: list[int], length: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The states after layer `middle` and the last, [texts, `length`, hidden], and the vectors."""
        new = [place for place in batch if place not in self.known]
        if new:
            ids, mask = padded([self.rows[place] for place in new])
            with fast():
                states = self.encoder.hidden(ids, mask)
            vectors = pool(states[-1], mask)
            for n, place in enumerate(new):
                own = slice(len(self.rows[place]))
                half, last = (states[layer][n, own].bfloat16() for layer in (self.middle, -1))
                self.known[place] = (half, last, vectors[n])
        hidden = self.encoder.config['hidden']
        half, last = (torch.zeros(len(batch), length, hidden) for _ in range(2))
        for n, place in enumerate(batch):
            own = slice(len(self.rows[place]))
            half[n, own], last[n, own] = self.known[place][:2]
        return half, last, torch.stack([self.known[place][2] for place in batch])


def share_of_states(gone: float, goes_on: bool) -> float:
    """States show the way at first, less so to who goes on; in the end vectors are what counts."""
    return max(0.1, 0.5 - gone if goes_on else min(1, 1 - (gone - 0.3) * 3))


@torch.no_grad()
def vectors_of(encoder: Encoder, rows: list[list[int]]) -> torch.Tensor:
    return torch.cat([encoder(*padded(rows[at : at + 64])) for at in range(0, len(rows), 64)])


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(',')]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--teacher', required=True, help="the teacher's state.pt")
    # Left out one by one, the layers whose lack changes the vectors least (bench/retrieval-notes.md).
    arguments.add_argument('--layers', type=numbers, default=[0, 2, 4, 6, 8, 9, 10, 11])
    arguments.add_argument('--start', help="a larger student's state.pt")
    arguments.add_argument('--of', type=numbers, help="the teacher's layers that it began with")
    arguments.add_argument('--minutes', type=float, default=75)
    arguments.add_argument('--rate', type=float, default=4e-4)
    arguments.add_argument('--most', type=int, default=160, help='tokens of a text')
    arguments.add_argument('--threads', type=int, default=2)
    arguments.add_argument('--seed', type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    draw = random.Random(options.seed)

    passages_by = Encoder.load(options.folder).eval()
    teacher = Encoder.load(options.folder).eval()
    teacher.take_state(options.teacher)
    if options.start:
        of = options.of
        larger = Encoder.load(options.folder, of)
        larger.take_state(options.start)
    else:
        of, larger = list(range(len(teacher.layers))), teacher
    student = Encoder.load(options.folder, options.layers).train()
    shared = {name: value for name, value in larger.state_dict().items() if 'layers.' not in name}
    student.load_state_dict(shared, strict=False)
    for mine, layer in zip(student.layers, options.layers):
        mine.load_state_dict(larger.layers[of.index(layer)].state_dict())
    student.word.weight.requires_grad_(False)

    tokenizer = Tokenizer.from_file(f'{options.folder}/tokenizer.json')
    known = {answer['id']: answer for answer in lines_of(options.answers)}
    pairs = question_pairs(options.training, options.answers, options.seed)
    texts = texts_to_ask(pairs, options.training, known, draw)
    rows = ids_of(tokenizer, texts, 'query: ', options.most)
    held_out, rows = sorted(rows[:HELD_OUT], key=len), rows[HELD_OUT:]
    groups = sorted({pair.group for pair in pairs})
    passages = [f"{known[group]['question']} {known[group]['answer']}" for group in groups]
    passages += [one_sentence(known[group]['answer'], draw) for group in groups]
    passages += [stub(known[group]['question'], draw) for group in groups[::4]]
    bank = torch.from_numpy(embed(passages_by, tokenizer, passages, 'passage: ', 128))
    print(f'{len(rows):,} texts, {sum(map(len, rows)):,} tokens, {len(bank):,} passages', flush=True)

    middle = len(student.layers) // 2 - 1
    seen = Teacher(teacher, rows, options.layers[middle])
    wanted = vectors_of(teacher, held_out)
    weights = [weight for weight in student.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    os.makedirs(options.out, exist_ok=True)
    began, step, gone, total = time.time(), 0, 0.0, 0.0
    batches: list[list[int]] = []
    while gone < 1:
        batches = batches or batches_of(rows, draw)
        batch = batches.pop()
        for group in optimizer.param_groups:
            group['lr'] = options.rate * min(1, (step + 1) / WARM_UP) * max(0.01, 1 - gone)
        ids, mask = padded([rows[place] for place in batch])
        half, last, theirs = seen.of(batch, ids.shape[1])
        with fast():
            states = student.hidden(ids, mask)
        share = share_of_states(gone, goes_on=of == options.layers)
        on_the_way = (apart(states[middle], half, mask) + apart(states[-1], last, mask)) / 2
        loss = share * on_the_way + distance(pool(states[-1], mask), theirs, bank)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        step, total = step + 1, total + float(loss.detach())
        gone = (time.time() - began) / 60 / options.minutes
        if step % 200 == 0:
            print(f'{step} steps, {gone:.0%}, {total / 200:.4f}', flush=True)
            total = 0.0
    student.eval()
    cosines = (vectors_of(student, held_out) * wanted).sum(-1)
    least = np.quantile(cosines, 0.05)
    print(f'cosine with the teacher {cosines.mean():.4f}, one in twenty below {least:.4f}')
    student.save_state(f'{options.out}/state.pt')


if __name__ == '__main__':
    main()
