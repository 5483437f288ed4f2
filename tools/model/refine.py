"""Teaches an encoder further what it is asked, and leaves the vectors of what is searched alone.

    refine.py FOLDER OUT --training … --answers … [--minutes 45]

Only queries are learned from, each against the vectors that FOLDER's encoder gives to all answers,
so that a step takes seconds on one core. Seven kinds of batches, in turn by chance:
- what people ask in any language, after the answer that they are after, and away from short
  passages that say nothing: the parent finds these near to everything;
- one telling Dutch word of an answer ("wat staat er over …"), after all answers with that word;
- a term in any language (`terms.tsv`), after all answers that say it in Dutch;
- terms (`terms.tsv`, and the short lines of the training folder), after their English;
- sentences (`sentences.tsv`, `tatoeba.tsv` and the long lines of the training folder), after their
  translation;
- questions in everyday Dutch (`everyday.tsv`) and in nine languages (`questions.tsv`), after the
  same in the words of members and ministers;
- what no answer of a minister can answer (`off-topic.tsv`), away from all passages.
Each third step, passages are drawn back to their vectors; a student (`--layers`) knows queries
alone, and these are drawn back to its teacher's.
"""
import argparse
import os
import random
import re
import time
from collections import defaultdict

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from encoder import Encoder, embed, fast, padded
from examples import (
    HERE, SENTENCE, lines_of, passages_of, queries_of, question_pairs, translation_pairs,
)
from teach import SCALE, WARM_UP, freeze
from tokenizer import ids_of

BATCH, KEPT = 64, 24
"""Queries of a step, and passages of every third."""
SHARES = {'questions': 0.38, 'words': 0.02, 'subjects': 0.08, 'terms': 0.06, 'sentences': 0.06,
          'everyday': 0.2, 'off-topic': 0.2}
"""How often a batch is of each kind."""
PULLS = {'terms': 2, 'sentences': 2, 'everyday': 2}
"""How much a text is drawn to the vector of what says the same, beside telling it apart."""
OFTEN = {'fy': 4, 'ar': 3, 'pap': 1.5, 'uk': 1.3, 'tr': 1.3, 'pl': 1.3}
"""How often a query of a language is drawn; once where it is not listed."""
EVERYDAY = 2.5
"""How often a question of our own in everyday Dutch is drawn."""
OWN = 3
"""How often a sentence of `sentences.tsv` is drawn against one of the training folder."""
TEMPLATES = {
    'nl': ('{}', 'wat zegt het kabinet over {}', 'Wat doet de minister aan {}?', '{} in Nederland',
           'wat is het beleid rond {}', 'Hoe staat het met {}?'),
    'en': ('{}', 'what does the cabinet say about {}', 'What is the minister doing about {}?',
           '{} in the Netherlands', 'what is the policy on {}', 'How are things with {}?'),
    'de': ('{}', 'was sagt das Kabinett zum Thema {}', 'Was tut der Minister: {}?',
           '{} in den Niederlanden', 'wie ist die Politik zum Thema {}', 'Wie steht es um {}?'),
    'fr': ('{}', 'que dit le cabinet sur {}', 'Que fait le ministre : {} ?', '{} aux Pays-Bas',
           'quelle est la politique sur {}', 'Où en sont {} ?'),
    'es': ('{}', 'qué dice el gabinete sobre {}', '¿Qué hace el ministro con {}?',
           '{} en los Países Bajos', 'cuál es la política sobre {}', '¿Cómo van {}?'),
    'tr': ('{}', 'kabine {} hakkında ne söylüyor', 'Bakan {} konusunda ne yapıyor?',
           'Hollanda {}', '{} konusunda politika nedir', '{} ne durumda?'),
    'pl': ('{}', 'co mówi gabinet na temat: {}', 'Co robi minister w sprawie: {}?',
           '{} w Holandii', 'jaka jest polityka: {}', 'Jak wygląda sytuacja: {}?'),
    'uk': ('{}', 'що каже уряд про {}', 'Що робить міністр: {}?', '{} у Нідерландах',
           'яка політика щодо: {}', 'Як справи: {}?'),
    'ar': ('{}', 'ماذا تقول الحكومة عن {}', 'ماذا يفعل الوزير بشأن {}؟', '{} في هولندا',
           'ما هي السياسة بشأن {}', 'ما وضع {}؟'),
    'fy': ('{}', 'wat seit it kabinet oer {}', 'Wat docht de minister oan {}?', '{} yn Nederlân',
           'wat is it belied om {} hinne', 'Hoe stiet it mei {}?'),
}
"""What people write around a term; the n-th of each language says the same."""
WORD = re.compile(r'[a-zà-ÿ]{9,}')
ARTICLE = re.compile(r'^(?:de|het|een) ')
MOST_ANSWERS = 12
"""Answers that may say a term; one that more of them say tells little."""
LONGEST_TERM = 4
"""Words of a line of the training folder that is a term rather than a sentence."""


def one_sentence(answer: str, draw: random.Random) -> str:
    """A sentence of an answer, as in a list."""
    return draw.choice(SENTENCE.split(answer))


def stub(question: str, draw: random.Random) -> str:
    """What answers nothing: the beginning of a question with "Ja." and the like."""
    words = question.split()[: draw.randint(2, 9)]
    return ' '.join([*words, draw.choice(['Ja.', 'Nee.', 'Zie het antwoord op vraag 3.', 'Het klopt.',
                                          '– de volgende punten:', 'Dat is mij bekend.'])])


class Bank:
    """Vectors to be told apart, and which of them each query is after."""

    def __init__(self, vectors: np.ndarray, queries: list[list[int]], right: list[list[int]],
                 weights: list[float] | None = None):
        self.vectors = torch.from_numpy(vectors)
        self.nothing: float | None = None
        """What "nothing of it" scores beside the vectors; without it each query is after some."""
        order = sorted(range(len(queries)), key=lambda n: len(queries[n]))
        self.queries = [queries[n] for n in order]
        self.right = [right[n] for n in order]
        self.weights = [weights[n] if weights else 1.0 for n in order]

    def draw(self, draw: random.Random) -> tuple[list[list[int]], list[list[int]]]:
        """Queries of like length, so that few tokens are padding."""
        window = min(len(self.queries), 12 * BATCH)
        start = draw.randrange(len(self.queries) - window + 1)
        rows = draw.choices(range(start, start + window), self.weights[start:start + window], k=BATCH)
        return [self.queries[n] for n in rows], [self.right[n] for n in rows]

    def loss(self, vectors: torch.Tensor, right: list[list[int]], pull: float) -> torch.Tensor:
        """InfoNCE over the whole bank, and how far the vectors are from where they should be."""
        scores = vectors @ self.vectors.T * SCALE
        if self.nothing is not None:
            nothing = torch.full((len(right), 1), self.nothing)
            scores = torch.cat([scores, nothing], -1)
        mask = torch.zeros_like(scores, dtype=torch.bool)
        for row, places in enumerate(right):
            # A query that is after nothing is after the last column.
            mask[row, places or -1] = True
        reached = torch.logsumexp(scores.masked_fill(~mask, -1e4), -1)
        contrast = (torch.logsumexp(scores, -1) - reached).mean()
        if pull == 0:
            return contrast
        target = self.vectors[[places[0] for places in right]]
        return contrast + pull * (1 - (vectors * target).sum(-1)).mean()


@torch.no_grad()
def between(encoder: Encoder, some: Bank, other: Bank, draw: random.Random) -> float:
    """What parts the queries of two banks best before teaching: how near they come to all vectors."""
    middles = []
    for bank in (some, other):
        near = [torch.logsumexp(encoder(*padded(bank.draw(draw)[0])) @ bank.vectors.T * SCALE, -1)
                for _ in range(8)]
        middles.append(torch.cat(near).median())
    return float(sum(middles) / 2)


def words_of(texts: list[str]) -> dict[str, list[int]]:
    """Telling words by the texts that have them or a compound with them."""
    having: dict[str, set[int]] = defaultdict(set)
    for place, text in enumerate(texts):
        for word in set(WORD.findall(text.lower())):
            having[word].add(place)
    words = sorted(having)
    starts = defaultdict(list)
    for word in words:
        starts[word[:8]].append(word)
    found = {}
    for word in words:
        stem = word[: max(8, int(0.75 * len(word)))]
        places = {n for other in starts[word[:8]] if other.startswith(stem) for n in having[other]}
        if len(places) <= 10:
            found[word] = sorted(places)
    return found


def says(term: str, texts: list[str]) -> list[int]:
    """The texts, in small letters, that say a Dutch term: each word's beginning, in any order."""
    words = [re.escape(word[: max(4, int(0.8 * len(word)))])
             for word in ARTICLE.sub('', term.lower()).split() if len(word) > 3]
    if not words:
        return []
    patterns = [re.compile(rf'\b{word}') for word in words]
    return [n for n, text in enumerate(texts) if all(pattern.search(text) for pattern in patterns)]


def columns_of(name: str) -> list[list[str]]:
    """The columns of a file beside this one."""
    with open(f'{HERE}/{name}.tsv', encoding='utf8') as file:
        return [line.rstrip('\n').split('\t') for line in file]


def translated_terms() -> list[dict[str, str]]:
    """Terms by language."""
    head, *rows = columns_of('terms')
    return [dict(zip(head, row)) for row in rows]


def term_pairs(training: str) -> list[tuple[str, str, str]]:
    """Language, term and its English."""
    pairs = [(language, term, row['en'])
             for row in translated_terms() for language, term in row.items() if language != 'en']
    short = [pair for pair in translation_pairs(training)
             if max(len(pair.query.split()), len(pair.passage.split())) <= LONGEST_TERM]
    return pairs + [('nl', pair.query, pair.passage) for pair in short]


def subject_queries(texts: list[str], draw: random.Random) -> list[tuple[str, list[int]]]:
    """Terms in any language, alone or as a question, and the texts that say them."""
    lower = [text.lower() for text in texts]
    rows = []
    for row in translated_terms():
        places = says(row['nl'], lower)
        if not 0 < len(places) <= MOST_ANSWERS:
            continue
        for language, term in row.items():
            for template in draw.sample(TEMPLATES[language], 2):
                rows.append((template.format(term), places))
    return rows


def plain_questions() -> list[tuple[str, str]]:
    """Questions in everyday Dutch and in other languages, with the same in formal Dutch."""
    head, *rows = columns_of('questions')
    return [(text, formal) for text, formal in columns_of('everyday')] + [
        (text, row[0]) for row in rows for text in row[1:]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--start', help='state.pt to go on from')
    arguments.add_argument('--layers', help="0,2,4: those that a student's state began with")
    arguments.add_argument('--teacher', help="a student's teacher, whose vectors of queries it keeps")
    arguments.add_argument('--minutes', type=float, default=45, help='of teaching, after the rest')
    arguments.add_argument('--rate', type=float, default=3e-5)
    arguments.add_argument('--freeze', type=int, default=2)
    arguments.add_argument('--threads', type=int, default=1)
    arguments.add_argument('--seed', type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    draw = random.Random(options.seed)

    encoder = Encoder.load(options.folder)
    encoder.eval()
    tokenizer = Tokenizer.from_file(f'{options.folder}/tokenizer.json')

    pairs = question_pairs(options.training, options.answers, options.seed)
    known = {answer['id']: answer for answer in lines_of(options.answers)}
    groups = sorted({pair.group for pair in pairs})
    whole = [f"{known[group]['question']} {known[group]['answer']}" for group in groups]
    parts = [passages_of(known[group]['question'], known[group]['answer'], draw) for group in groups]
    began = time.time()
    single = [one_sentence(known[group]['answer'], draw) for group in groups]
    stubs = [stub(known[group]['question'], draw) for group in groups[:: 4]]
    passages = embed(encoder, tokenizer, whole + single + stubs, 'passage: ', 128)
    print(f'{len(passages):,} passages, {time.time() - began:.0f} s', flush=True)

    def ids(texts: list[str]) -> list[list[int]]:
        return ids_of(tokenizer, texts, 'query: ', 64)

    place = {group: n for n, group in enumerate(groups)}
    language_of = {query: language
                   for line in queries_of(options.training)
                   for language, queries in line.items() if language != 'id' for query in queries}
    words = words_of(whole)
    worded = [(template.format(word), places)
              for word, places in words.items()
              for template in draw.sample(TEMPLATES['nl'], 2)]
    terms = [(TEMPLATES[language][n].format(term), TEMPLATES['en'][n].format(english), english)
             for language, term, english in term_pairs(options.training)
             for n in [draw.randrange(len(TEMPLATES['en']))]]
    sentences = [(pair.query, pair.passage, pair.passage) for pair in translation_pairs(options.training)
                 if len(pair.query.split()) > LONGEST_TERM]
    for name, times in (('sentences', OWN), ('tatoeba', 1)):
        sentences += [(text, target, target) for text, target in columns_of(name)] * times
    off_topic = [text for _, _, text in columns_of('off-topic')]
    plain = [(text, formal, formal) for text, formal in plain_questions()]
    subjects = subject_queries(whole, draw)
    everyday = {query for line in lines_of(f'{HERE}/queries.jsonl') for query in line.get('nl', [])}

    def translated(rows: list[tuple[str, str, str]]) -> Bank:
        """Texts after their target first, and after all targets that say the same."""
        about = dict(sorted((target, meaning) for _, target, meaning in rows))
        targets = list(about)
        same = defaultdict(list)
        for n, target in enumerate(targets):
            same[about[target]].append(n)
        at = {target: n for n, target in enumerate(targets)}
        right = [[at[target], *same[meaning]] for _, target, meaning in rows]
        own = targets[::8]
        return Bank(embed(encoder, tokenizer, targets, 'query: ', 64),
                    ids([text for text, _, _ in rows] + own),
                    right + [[at[target], *same[about[target]]] for target in own])

    banks = {
        'questions': Bank(passages, ids([pair.query for pair in pairs]),
                          [[place[pair.group], len(groups) + place[pair.group]] for pair in pairs],
                          [EVERYDAY if pair.query in everyday
                           else OFTEN.get(language_of[pair.query], 1) for pair in pairs]),
        'words': Bank(passages, ids([text for text, _ in worded]),
                      [places for _, places in worded]),
        'subjects': Bank(passages, ids([text for text, _ in subjects]),
                         [places for _, places in subjects]),
        'terms': translated(terms),
        'sentences': translated(sentences),
        'everyday': translated(plain),
        'off-topic': Bank(passages, ids(off_topic), [[] for _ in off_topic]),
    }
    print({name: f'{len(bank.queries):,} after {len(bank.vectors):,}' for name, bank in banks.items()},
          f'{time.time() - began:.0f} s', flush=True)
    if options.teacher:
        asked = sorted(row for bank in banks.values() for row in bank.queries)
        kept = sorted(draw.sample(asked, 4800), key=len)
        keeper = Encoder.load(options.folder).eval()
        keeper.take_state(options.teacher)
    else:
        kept = sorted(ids_of(tokenizer, draw.sample(parts, 480), 'passage: ', 80), key=len)
        keeper = encoder
    with torch.no_grad():
        batches = [padded(kept[n:n + KEPT]) for n in range(0, len(kept), KEPT)]
        kept_vectors = torch.cat([keeper(*batch) for batch in batches])

    # The vectors to learn from are FOLDER's, whatever the start.
    if options.layers:
        encoder = Encoder.load(options.folder, [int(layer) for layer in options.layers.split(',')])
    if options.start:
        encoder.take_state(options.start)
    asks, asks_nothing = banks['questions'], banks['off-topic']
    asks.nothing = asks_nothing.nothing = between(encoder, asks, asks_nothing, draw)
    print(f'nothing scores {asks.nothing / SCALE:.3f}', flush=True)
    encoder.train()
    freeze(encoder, options.freeze)
    weights = [weight for weight in encoder.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=0.01)
    os.makedirs(options.out, exist_ok=True)
    sums: dict[str, list[float]] = defaultdict(list)
    began, step, gone = time.time(), 0, 0.0
    while gone < 1:
        for group in optimizer.param_groups:
            group['lr'] = options.rate * min(1, (step + 1) / WARM_UP) * max(0.02, 1 - gone)
        [name] = draw.choices(list(SHARES), list(SHARES.values()))
        bank = banks[name]
        queries, right = bank.draw(draw)
        with fast():
            vectors = encoder(*padded(queries))
        loss = bank.loss(vectors.float(), right, PULLS.get(name, 0))
        sums[name].append(float(loss.detach()))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        if step % 3 == 0:
            at = draw.randrange(len(kept) - KEPT)
            with fast():
                again = encoder(*padded(kept[at:at + KEPT]))
            moved = 1 - (again.float() * kept_vectors[at:at + KEPT]).sum(-1)
            sums['moved'].append(float(moved.mean().detach()))
            (30 * moved.mean()).backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        step += 1
        gone = (time.time() - began) / (60 * options.minutes)
        if step % 25 == 0:
            says = ', '.join(f'{name} {np.mean(losses):.3f}' for name, losses in sorted(sums.items()))
            print(f'{step} steps, {gone:.0%}, {says}', flush=True)
            sums.clear()
        if step % 100 == 0:
            encoder.save_state(f'{options.out}/state.pt')
    encoder.save_state(f'{options.out}/state.pt')


if __name__ == '__main__':
    main()
