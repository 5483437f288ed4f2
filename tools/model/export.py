"""Writes the encoder as a model folder that transformers.js runs.

    export.py FOLDER OUT --texts texts.txt [--state state.pt] [--layers 1,3,5,7,9,11] [--queries]

The word table stays in the parent's 4 bits (`GatherBlockQuantized`, exact to the parent's values).
Linear layers are int8 per channel; channels of the activations that stand out are evened out against
the weights first (SmoothQuant, Xiao et al. 2023), measured on the lines of `--texts`, which carry
their prefixes. Each layer's attention is one node (`fuse.py`). With `--queries` only the network is written, as the one for queries beside the one
for passages in OUT, with its SHA-256; it takes the word table from that one's file.
"""
import argparse
import json
import os
import shutil
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from encoder import Encoder, Layer, padded
from fuse import fused, write_digest

BLOCK = 32
ALPHA = 0.7
"""How much of the activations' range moves into the weights, from 0 to 1."""
OPSET = 17
LINEARS = {
    'attention': ('query', 'key', 'value'), 'out': ('out',), 'wide': ('wide',), 'narrow': ('narrow',),
}
"""The linear layers that take the same input, by the name of that input."""


class Graph(torch.nn.Module):
    """The encoder from word vectors on, [texts, tokens, hidden]; the table stands before it."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder
        self.scales: dict[tuple[int, str], torch.Tensor] = {}
        self.largest: dict[tuple[int, str], torch.Tensor] | None = None

    def evened(self, layer: int, name: str, x: torch.Tensor) -> torch.Tensor:
        key = (layer, name)
        if self.largest is not None:
            seen = x.detach().abs().flatten(0, -2).amax(0)
            self.largest[key] = torch.maximum(self.largest.get(key, torch.zeros_like(seen)), seen)
        return x * self.scales[key] if key in self.scales else x

    def layer(self, number: int, layer: Layer, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        y = self.evened(number, 'attention', x)
        query, key, value = (layer.split(f(y)) for f in (layer.query, layer.key, layer.value))
        weights = torch.softmax(query * query.shape[-1] ** -0.5 @ key.transpose(-1, -2) + bias, -1)
        mixed = (weights @ value).transpose(1, 2).reshape(x.shape)
        x = layer.attention_norm(x + layer.out(self.evened(number, 'out', mixed)))
        wide = torch.nn.functional.gelu(layer.wide(self.evened(number, 'wide', x)))
        return layer.norm(x + layer.narrow(self.evened(number, 'narrow', wide)))

    def forward(self, words: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        encoder = self.encoder
        position = encoder.position.weight[: words.shape[1]]
        x = encoder.norm(words + position + encoder.segment)
        bias = ((1.0 - attention_mask.to(torch.float32)) * -1e4)[:, None, None, :]
        for number, layer in enumerate(encoder.layers):
            x = self.layer(number, layer, x, bias)
        return x


@torch.no_grad()
def even_out(graph: Graph, rows: list[list[int]]) -> None:
    """Moves the range of outlying channels from the activations into the weights."""
    graph.largest = {}
    for row in rows:
        ids, mask = padded([row])
        graph(graph.encoder.word(ids), mask)
    for number, layer in enumerate(graph.encoder.layers):
        for name, linears in LINEARS.items():
            parts = [getattr(layer, linear) for linear in linears]
            weight = torch.stack([part.weight.abs().amax(0) for part in parts]).amax(0)
            active = graph.largest[number, name].clamp(min=1e-5)
            factor = (active**ALPHA / weight.clamp(min=1e-5) ** (1 - ALPHA)).clamp(min=1e-3)
            graph.scales[number, name] = 1 / factor
            for part in parts:
                part.weight.mul_(factor)
    graph.largest = None


def quantized(graph: Graph) -> onnx.ModelProto:
    """The graph from `words` on, with linear layers in int8."""
    axes = {0: 'batch', 1: 'tokens'}
    sample = (torch.randn(2, 7, graph.encoder.config['hidden']), torch.ones(2, 7, dtype=torch.long))
    with TemporaryDirectory() as folder:
        whole, small = f'{folder}/float.onnx', f'{folder}/int8.onnx'
        torch.onnx.export(
            graph, sample, whole, input_names=['words', 'attention_mask'],
            output_names=['last_hidden_state'], opset_version=OPSET, dynamo=False,
            dynamic_axes={'words': axes, 'attention_mask': axes, 'last_hidden_state': axes},
        )
        quantize_dynamic(
            whole, small, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=['MatMul', 'Gemm'],
        )
        return onnx.load(small)


def packed_table(words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The word table as two steps of 4 bits a byte, and a float32 scale for each block of 32.

    As in Q4_0, the value of largest size in a block is -8 steps, so that the parent's values return.
    """
    blocks = words.reshape(len(words), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    scales = np.where(largest == 0, 1e-8, largest / -8).astype(np.float16).astype(np.float32)
    steps = np.clip(np.round(blocks / scales), -8, 7).astype(np.int8).reshape(words.shape)
    packed = ((steps[:, 0::2] & 15) | ((steps[:, 1::2] & 15) << 4)).astype(np.uint8)
    return packed, scales.reshape(len(words), -1)


def put_table_before(model: onnx.ModelProto, words: np.ndarray) -> None:
    """Makes the graph take `input_ids`: a lookup in the table gives its word vectors."""
    packed, scales = packed_table(words)
    graph = model.graph
    graph.input.remove(next(value for value in graph.input if value.name == 'words'))
    ids = helper.make_tensor_value_info('input_ids', TensorProto.INT64, ['batch', 'tokens'])
    graph.input.insert(0, ids)
    table = helper.make_tensor('table', TensorProto.INT4, words.shape, packed.tobytes(), raw=True)
    graph.initializer.extend([table, numpy_helper.from_array(scales, 'table_scales')])
    lookup = helper.make_node(
        'GatherBlockQuantized', ['table', 'input_ids', 'table_scales'], ['words'],
        domain='com.microsoft', gather_axis=0, quantize_axis=1, block_size=BLOCK,
    )
    graph.node.insert(0, lookup)
    if not any(entry.domain == 'com.microsoft' for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid('com.microsoft', 1))


def share_table(model: onnx.ModelProto, path: str) -> None:
    """Makes the graph read its word table from the file of another network with the same one."""
    with open(path, 'rb') as file:
        other = file.read()
    for tensor in model.graph.initializer:
        if tensor.name not in ('table', 'table_scales'):
            continue
        content = tensor.raw_data
        place = other.find(content)
        if place < 0:
            raise SystemExit(f'{path} has another word table: export it first')
        tensor.ClearField('raw_data')
        tensor.data_location = TensorProto.EXTERNAL
        where = {'location': os.path.basename(path), 'offset': place, 'length': len(content)}
        for key, value in where.items():
            tensor.external_data.add(key=key, value=str(value))


def write_settings(folder: str, encoder: Encoder) -> None:
    config = encoder.config
    write(folder, 'config.json', {
        'model_type': 'bert', 'architectures': ['BertModel'], 'hidden_size': config['hidden'],
        'num_hidden_layers': len(encoder.layers), 'num_attention_heads': config['heads'],
        'intermediate_size': config['feed_forward'], 'vocab_size': config['vocabulary'],
        'max_position_embeddings': config['positions'], 'type_vocab_size': 1,
        'layer_norm_eps': config['epsilon'], 'hidden_act': 'gelu', 'pad_token_id': 1,
    })
    write(folder, 'tokenizer_config.json', {
        'tokenizer_class': 'PreTrainedTokenizerFast', 'model_max_length': 512, 'bos_token': '<s>',
        'eos_token': '</s>', 'cls_token': '<s>', 'sep_token': '</s>', 'unk_token': '<unk>',
        'pad_token': '<pad>', 'clean_up_tokenization_spaces': False,
    })
    write(folder, 'config_sentence_transformers.json', {
        'prompts': {'query': 'query: ', 'document': 'passage: '}, 'default_prompt_name': None,
        'similarity_fn_name': 'cosine',
    })


def write(folder: str, name: str, settings: dict) -> None:
    with open(f'{folder}/{name}', 'w') as file:
        json.dump(settings, file, indent=1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('folder')
    arguments.add_argument('out')
    arguments.add_argument('--texts', required=True)
    arguments.add_argument('--state')
    arguments.add_argument('--layers')
    arguments.add_argument('--queries', action='store_true')
    options = arguments.parse_args()
    keep = [int(layer) for layer in options.layers.split(',')] if options.layers else None
    encoder = Encoder.load(options.folder, keep).eval()
    if options.state:
        encoder.take_state(options.state)
    words = encoder.word.weight.detach().numpy().copy()
    graph = Graph(encoder).eval()
    tokenizer = Tokenizer.from_file(f'{options.folder}/tokenizer.json')
    with open(options.texts, encoding='utf8') as file:
        lines = [line.rstrip('\n') for line in file][:400]
    even_out(graph, [encoding.ids[:192] for encoding in tokenizer.encode_batch(lines)])

    os.makedirs(f'{options.out}/onnx', exist_ok=True)
    model = fused(quantized(graph))
    put_table_before(model, words)
    passages = f'{options.out}/onnx/model_quantized'
    name = f'{options.out}/onnx/query_quantized' if options.queries else passages
    if options.queries:
        share_table(model, f'{passages}.onnx')
    with open(f'{name}.onnx', 'wb') as file:
        file.write(model.SerializeToString())
    if options.queries:
        write_digest(f'{name}.onnx')
    else:
        shutil.copy(f'{options.folder}/tokenizer.json', f'{options.out}/tokenizer.json')
        write_settings(options.out, encoder)
    size = os.path.getsize(f'{name}.onnx') / 1e6
    print(f'{len(encoder.layers)} layers, {len(words):,} pieces, {size:.0f} MB')


if __name__ == '__main__':
    main()
