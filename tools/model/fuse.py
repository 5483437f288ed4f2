"""Makes each layer's attention one node of the graph, with its three products in it.

    fuse.py NETWORK OUT [--queries]

`NETWORK` is a file that `export.py` wrote before it did so itself. A question of 25 tokens then takes
4.0 ms instead of 5.0. Weights stay as they are; float32 is rounded at other places, so that some
activations are one step of int8 apart. With `--queries` the file's SHA-256 is written beside it.
"""
import argparse
import hashlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from recover import HEAD, LINEARS, Graph


def fused(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with a `QAttention` for each layer, changed in place.

    What evens out the mixed values before the next product moves into the scales of the values.
    """
    graph = Graph(model)
    products = [node for node in graph.nodes if node.op_type == 'MatMulInteger']
    for at in range(0, len(products), len(LINEARS)):
        parts, out = products[at : at + 3], products[at + 3]
        evened = graph.made_by[graph.made_by[out.input[0]].input[0]]
        put_attention(model.graph, graph, parts, evened)
    mask = helper.make_node('Cast', ['attention_mask'], ['mask'], to=TensorProto.INT32)
    model.graph.node.insert(0, mask)
    drop_unused(model.graph)
    return model


def put_attention(
    target: onnx.GraphProto, graph: Graph, parts: list[onnx.NodeProto], evened: onnx.NodeProto
) -> None:
    """Puts one node in the place of the three products and what mixes and evens out their results."""
    factor = graph.factor(evened)
    scales = [graph.tensor(part.input[1].replace('_quantized', '_scale')) for part in parts]
    biases = [graph.bias_after(part) for part in parts]
    scales[2], biases[2] = scales[2] * factor, biases[2] * factor
    name = evened.output[0]
    added = {
        'weight': np.concatenate([graph.tensor(part.input[1]) for part in parts], 1),
        'bias': np.concatenate(biases),
        'weight_scale': np.concatenate(scales),
        'weight_zero_point': np.concatenate([graph.tensor(part.input[3]) for part in parts]),
    }
    target.initializer.extend(
        numpy_helper.from_array(value, f'{name}_{key}') for key, value in added.items())
    quantized = graph.made_by[parts[0].input[0]]
    steps, scale, zero_point = quantized.output
    node = helper.make_node(
        'QAttention',
        [steps, f'{name}_weight', f'{name}_bias', scale, f'{name}_weight_scale', 'mask', zero_point,
         f'{name}_weight_zero_point'],
        [name], domain='com.microsoft', num_heads=len(factor) // HEAD,
    )
    place = next(at for at, other in enumerate(target.node) if name in other.output)
    target.node.remove(target.node[place])
    target.node.insert(place, node)


def drop_unused(graph: onnx.GraphProto) -> None:
    """Removes nodes and tensors that no output needs."""
    needed = {value.name for value in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed & set(node.output):
            needed |= set(node.input)
            kept.append(node)
    tensors = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(tensors)


def write_digest(path: str) -> None:
    """Writes the SHA-256 of a network for queries beside it, `query_quantized.sha256`."""
    with open(path, 'rb') as file, open(path.replace('.onnx', '.sha256'), 'w') as digest:
        digest.write(hashlib.file_digest(file, 'sha256').hexdigest() + '\n')


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('network')
    arguments.add_argument('out')
    arguments.add_argument('--queries', action='store_true')
    options = arguments.parse_args()
    # A word table in another file stays there.
    model = fused(onnx.load(options.network, load_external_data=False))
    with open(options.out, 'wb') as file:
        file.write(model.SerializeToString())
    if options.queries:
        write_digest(options.out)
    print(f'{len(model.graph.node)} nodes')


if __name__ == '__main__':
    main()
