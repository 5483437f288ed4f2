"""Takes a model folder apart again: float tensors of an encoder that `export.py` wrote.

    recover.py MODEL FOLDER [--queries]

With `--queries` it takes the network for queries apart instead of the one for passages. The linear
layers come back as exact as their int8 weights are (cosine .995 of the texts' vectors). `refine.py`
goes on from there where an encoder's own state is not at hand.
"""
import argparse
import json
import os
import shutil

import numpy as np
import onnx
from onnx import numpy_helper

BLOCK = 32
HEAD = 32
"""Numbers of one head."""
LINEARS = ('q', 'k', 'v', 'ao', 'fi', 'fo')
"""The linear layers of a layer, in the order in which the graph runs them."""


def unpacked_table(packed: bytes, scales: np.ndarray, shape: list[int]) -> np.ndarray:
    """The word table as float32, from two steps of 4 bits a byte, the low half first."""
    pairs = np.frombuffer(packed, np.uint8).reshape(shape[0], shape[1] // 2)
    steps = np.empty(shape, np.int8)
    steps[:, 0::2], steps[:, 1::2] = pairs & 15, pairs >> 4
    steps[steps > 7] -= 16
    blocks = steps.reshape(shape[0], -1, BLOCK).astype(np.float32)
    return (blocks * scales[:, :, None]).reshape(shape)


class Graph:
    """The tensors of a graph by their names, and the node that makes each value."""

    def __init__(self, model: onnx.ModelProto):
        self.nodes = list(model.graph.node)
        self.initial = {value.name: value for value in model.graph.initializer}
        self.constants = {
            node.output[0]: numpy_helper.to_array(node.attribute[0].t)
            for node in self.nodes if node.op_type == 'Constant'
        }
        self.made_by = {name: node for node in self.nodes for name in node.output}

    def tensor(self, name: str) -> np.ndarray:
        return numpy_helper.to_array(self.initial[name])

    def knows(self, name: str) -> bool:
        return name in self.constants or name in self.initial

    def linears(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Weights and bias of each linear layer, in the order of `LINEARS`."""
        found = []
        for node in self.nodes:
            if node.op_type == 'QAttention':
                found += self.attention(node)
            elif node.op_type == 'MatMulInteger':
                found.append(self.linear(node))
        return found

    def linear(self, node: onnx.NodeProto) -> tuple[np.ndarray, np.ndarray]:
        """Weights as [outputs, inputs] without the evening out, and the bias."""
        steps, zero = self.tensor(node.input[1]), self.tensor(node.input[3])
        scale = self.tensor(node.input[1].replace('_quantized', '_scale'))
        weights = (steps.astype(np.float32) - zero.astype(np.float32)) * scale
        evened = self.made_by[self.made_by[node.input[0]].input[0]]
        if evened.op_type == 'Mul':
            weights = weights * self.factor(evened)[:, None]
        return np.ascontiguousarray(weights.T), self.bias_after(node)

    def attention(self, node: onnx.NodeProto) -> list[tuple[np.ndarray, np.ndarray]]:
        """The same of query, key and value, which `fuse.py` made one node."""
        steps, bias, scale = (self.tensor(node.input[at]) for at in (1, 2, 4))
        factor = self.factor(self.made_by[self.made_by[node.input[0]].input[0]])
        weights = steps.astype(np.float32) * scale * factor[:, None]
        return [
            (np.ascontiguousarray(part.T), own)
            for part, own in zip(np.split(weights, 3, 1), np.split(bias, 3))
        ]

    def factor(self, node: onnx.NodeProto) -> np.ndarray:
        """The numbers by which a node evens out channels, [channels]."""
        [name] = [name for name in node.input if self.knows(name)]
        value = self.constants[name] if name in self.constants else self.tensor(name)
        return value.reshape(-1)

    def bias_after(self, node: onnx.NodeProto) -> np.ndarray:
        """The tensor that is added to what the layer gives, behind a cast and a scale."""
        names = set(node.output)
        for other in self.nodes:
            if not names & set(other.input):
                continue
            if other.op_type == 'Add':
                return self.tensor(next(name for name in other.input if name in self.initial))
            if other.op_type in ('Cast', 'Mul'):
                names |= set(other.output)
        raise ValueError(f'no bias follows {node.name}')


def recover(model: onnx.ModelProto) -> tuple[dict, dict[str, np.ndarray]]:
    """The settings and the tensors, named as `unpack.py` names them."""
    graph = Graph(model)
    table = graph.initial['table']
    shape = list(table.dims)
    norms = [node for node in graph.nodes if node.op_type == 'LayerNormalization']
    start, *pairs = [tuple(graph.tensor(name) for name in node.input[1:]) for node in norms]
    named = {name.split('.', 1)[1]: name for name in graph.initial if '.' in name}
    position = next(name for key, name in named.items() if key.startswith('pos'))
    segment = next(name for key, name in named.items() if key.startswith('seg'))
    tensors = {
        'emb.word': unpacked_table(table.raw_data, graph.tensor('table_scales'), shape),
        'emb.pos': graph.tensor(position), 'emb.type': graph.tensor(segment)[None],
        'emb.ln.w': start[0], 'emb.ln.b': start[1],
    }
    hidden = shape[1]
    heads = hidden // HEAD
    scale = np.float32((hidden // heads) ** -0.5)
    factors = [value for value in graph.constants.values() if value.size == 1]
    # `export.py` writes the scale as a power of the heads' size.
    apart = any(np.isclose(value, scale) for value in factors) or any(
        node.op_type in ('Pow', 'QAttention') for node in graph.nodes)
    linears = graph.linears()
    for at, (weights, bias) in enumerate(linears):
        layer, part = divmod(at, len(LINEARS))
        if part == 0 and not apart:
            # The graph's queries carry the scale of the attention.
            weights, bias = weights / scale, bias / scale
        tensors[f'l{layer}.{LINEARS[part]}.w'], tensors[f'l{layer}.{LINEARS[part]}.b'] = weights, bias
    for at, (weight, bias) in enumerate(pairs):
        name = f"l{at // 2}.{('aln', 'oln')[at % 2]}"
        tensors[f'{name}.w'], tensors[f'{name}.b'] = weight, bias
    config = {
        'hidden': hidden, 'layers': len(linears) // len(LINEARS), 'heads': heads,
        'feed_forward': tensors['l0.fi.b'].shape[0], 'vocabulary': shape[0],
        'positions': tensors['emb.pos'].shape[0],
        'epsilon': next(a.f for a in norms[0].attribute if a.name == 'epsilon'),
    }
    return config, tensors


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model')
    arguments.add_argument('folder')
    arguments.add_argument('--queries', action='store_true')
    options = arguments.parse_args()
    name = 'query' if options.queries else 'model'
    config, tensors = recover(onnx.load(f'{options.model}/onnx/{name}_quantized.onnx'))
    os.makedirs(options.folder, exist_ok=True)
    np.savez(f'{options.folder}/weights.npz', **tensors)
    with open(f'{options.folder}/config.json', 'w') as file:
        json.dump(config, file, indent=1)
    shutil.copy(f'{options.model}/tokenizer.json', f'{options.folder}/tokenizer.json')
    print(f"{config['layers']} layers, {config['vocabulary']:,} pieces")


if __name__ == '__main__':
    main()
