"""Makes a lexicon: a static vector for each piece, taught by the encoder.

    lexicon.py MODEL OUT --training … --answers … [--pieces tokenizer.json] [--steps 2000]

`MODEL` is the encoder's model folder. A piece starts as the encoder's vector of the piece alone,
reduced to 256 dimensions and shortened where texts use it often (Arora, Liang & Ma 2017). Then pairs
of texts in all languages teach it: InfoNCE between the pairs, and the encoder's own similarities.
"""
import argparse
import json
import os
import random
import shutil

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from examples import question_pairs, translation_pairs
from measure import embed

SIZE = 256
SCALE = 10
BATCH = 512
FREQUENT = 1e-4
"""Share of all pieces from which on a piece is shortened to less than half."""


def reduced(vectors: np.ndarray, size: int) -> np.ndarray:
    """The vectors' `size` main directions, centred."""
    centred = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return (centred @ directions[:, ::-1][:, :size]).astype(np.float32)


def flat(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of ids as an embedding bag takes them: all ids, and where each row begins."""
    starts = np.cumsum([0, *map(len, rows)])[:-1]
    return torch.tensor([n for row in rows for n in row]), torch.tensor(starts)


def lookup_model(table: np.ndarray) -> onnx.ModelProto:
    """ids -> int8 rows times one scale a row, [batch, tokens, size]."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-9).astype(np.float32)
    steps = np.round(table / scales).astype(np.int8)
    nodes = [
        helper.make_node('Gather', ['table', 'input_ids'], ['steps'], axis=0),
        helper.make_node('Cast', ['steps'], ['numbers'], to=TensorProto.FLOAT),
        helper.make_node('Gather', ['scales', 'input_ids'], ['sizes'], axis=0),
        helper.make_node('Mul', ['numbers', 'sizes'], ['last_hidden_state']),
    ]
    axes = ['batch', 'tokens']
    graph = helper.make_graph(
        nodes, 'lexicon',
        [helper.make_tensor_value_info(name, TensorProto.INT64, axes)
         for name in ('input_ids', 'attention_mask')],
        [helper.make_tensor_value_info('last_hidden_state', TensorProto.FLOAT, [*axes, SIZE])],
        [numpy_helper.from_array(steps, 'table'), numpy_helper.from_array(scales, 'scales')],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model')
    arguments.add_argument('out')
    arguments.add_argument('--training', required=True)
    arguments.add_argument('--answers', required=True)
    arguments.add_argument('--pieces', help="tokenizer.json, by default the encoder's")
    arguments.add_argument('--steps', type=int, default=2000)
    arguments.add_argument('--rate', type=float, default=0.02)
    options = arguments.parse_args()
    draw = random.Random(1)
    path = options.pieces or f'{options.model}/tokenizer.json'
    tokenizer = Tokenizer.from_file(path)
    with open(path, encoding='utf8') as file:
        pieces = [piece for piece, _ in json.load(file)['model']['vocab']]
    pairs = question_pairs(options.training, options.answers) + translation_pairs(options.training)

    def ids(texts: list[str]) -> list[list[int]]:
        encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
        return [encoding.ids or [3] for encoding in encodings]

    left, right = ids([pair.query for pair in pairs]), ids([pair.passage for pair in pairs])
    counts = np.bincount([n for row in left + right for n in row], minlength=len(pieces))
    start = reduced(embed(options.model, [piece.replace('▁', ' ') for piece in pieces], ''), SIZE)
    start *= (FREQUENT / (FREQUENT + counts / counts.sum()))[:, None]
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start), freeze=False, mode='mean')
    used = sorted({pair.query for pair in pairs} | {pair.passage for pair in pairs})
    guide = torch.from_numpy(embed(options.model, used, ''))
    place = {text: n for n, text in enumerate(used)}
    optimizer = torch.optim.Adagrad(bag.parameters(), lr=options.rate)
    for step in range(options.steps):
        rows = draw.sample(range(len(pairs)), BATCH)
        query, passage = (
            F.normalize(bag(*flat([side[n] for n in rows])), dim=-1) for side in (left, right)
        )
        target = torch.arange(BATCH)
        scores = query @ passage.T * SCALE
        loss = (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2
        asked, said = (
            guide[[place[getattr(pairs[n], side)] for n in rows]] for side in ('query', 'passage')
        )
        teacher = F.softmax(asked @ said.T * 30, -1)
        loss = loss + F.kl_div(F.log_softmax(scores, -1), teacher, reduction='batchmean')
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 99:
            print(f'{step + 1} steps, loss {loss.item():.3f}', flush=True)
    os.makedirs(f'{options.out}/onnx', exist_ok=True)
    table = bag.weight.detach().numpy().copy()
    table[:4] = 0
    onnx.save(lookup_model(table), f'{options.out}/onnx/model_quantized.onnx')
    shutil.copy(path, f'{options.out}/tokenizer.json')


if __name__ == '__main__':
    main()
