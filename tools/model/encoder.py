"""A BERT encoder of any depth over unpacked weights: mean pooling, vectors of unit length."""
import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from tokenizer import PAD, ids_of


def fast():
    """Computes in bfloat16 where the processor can: elsewhere it would take twenty times as long."""
    supported = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast('cpu', torch.bfloat16, enabled=supported)


class Layer(nn.Module):
    def __init__(self, config: dict):
        super().__init__()
        hidden, inner = config['hidden'], config['feed_forward']
        self.heads = config['heads']
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(hidden, config['epsilon'])
        self.wide, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm = nn.LayerNorm(hidden, config['epsilon'])

    def split(self, x: torch.Tensor) -> torch.Tensor:
        return x.view(*x.shape[:2], self.heads, -1).transpose(1, 2)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        query, key, value = (self.split(f(x)) for f in (self.query, self.key, self.value))
        if x.requires_grad and x.device.type == 'cpu':
            # Written out: PyTorch's own attention takes far longer backwards on a CPU.
            weights = (query @ key.transpose(-1, -2)) * query.shape[-1] ** -0.5 + bias
            mixed = torch.softmax(weights, -1).to(value.dtype) @ value
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = self.attention_norm(x + self.out(mixed.transpose(1, 2).reshape(x.shape)))
        return self.norm(x + self.narrow(F.gelu(self.wide(x))))


NAMES = {
    'query': 'q', 'key': 'k', 'value': 'v', 'out': 'ao', 'attention_norm': 'aln',
    'wide': 'fi', 'narrow': 'fo', 'norm': 'oln',
}
"""What the parent calls a layer's parts."""


class Encoder(nn.Module):
    """`keep` names the parent's layers that a smaller encoder starts from."""

    def __init__(self, config: dict, layers: int):
        super().__init__()
        self.config = config
        hidden = config['hidden']
        self.word = nn.Embedding(config['vocabulary'], hidden)
        self.position = nn.Embedding(config['positions'], hidden)
        self.segment = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, config['epsilon'])
        self.layers = nn.ModuleList(Layer(config) for _ in range(layers))

    @staticmethod
    def load(folder: str, keep: list[int] | None = None) -> 'Encoder':
        """Loads an unpacked model, or some of its layers."""
        with open(f'{folder}/config.json') as file:
            config = json.load(file)
        weights = {
            name: torch.from_numpy(value.astype(np.float32))
            for name, value in np.load(f'{folder}/weights.npz').items()
        }
        keep = list(range(config['layers'])) if keep is None else keep
        encoder = Encoder(config, len(keep))
        with torch.no_grad():
            encoder.word.weight.copy_(weights['emb.word'])
            encoder.position.weight.copy_(weights['emb.pos'])
            encoder.segment.copy_(weights['emb.type'][0])
            encoder.norm.weight.copy_(weights['emb.ln.w'])
            encoder.norm.bias.copy_(weights['emb.ln.b'])
            for layer, number in zip(encoder.layers, keep):
                for mine, theirs in NAMES.items():
                    part = getattr(layer, mine)
                    part.weight.copy_(weights[f'l{number}.{theirs}.w'])
                    part.bias.copy_(weights[f'l{number}.{theirs}.b'])
        return encoder

    def take_state(self, path: str) -> None:
        """Loads the output of `save_state`; the word table stays."""
        state = torch.load(path, weights_only=True)
        self.load_state_dict({name: value.float() for name, value in state.items()}, strict=False)

    def save_state(self, path: str) -> None:
        """Saves everything that teaching changes, as float16."""
        state = self.state_dict()
        del state['word.weight']
        torch.save({k: v.detach().to('cpu', torch.float16) for k, v in state.items()}, path)

    def embedded(self, ids: torch.Tensor) -> torch.Tensor:
        return self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + self.segment)

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """Each layer's states, [texts, tokens, hidden]."""
        x = self.embedded(ids)
        bias = torch.where(mask.bool(), 0.0, -1e4).to(x.dtype)[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The texts' vectors, [texts, hidden], each of length 1."""
        return pool(self.hidden(ids, mask)[-1], mask)


def pool(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean of the tokens' states that the mask counts, at unit length."""
    weights = mask[:, :, None].to(states.dtype)
    total = (states * weights).sum(1) / weights.sum(1).clamp(min=1)
    return F.normalize(total.float(), dim=-1)


def padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of rows of any length, [rows, a multiple of 16]."""
    length = (max(map(len, rows)) + 15) // 16 * 16
    ids = torch.full((len(rows), length), PAD)
    mask = torch.zeros_like(ids)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return ids, mask


@torch.no_grad()
def embed(encoder: Encoder, tokenizer, texts: list[str], prefix: str, most: int = 512) -> np.ndarray:
    """The texts' vectors, [texts, hidden]; embeds texts of like length together."""
    rows = ids_of(tokenizer, texts, prefix, most)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    vectors = np.zeros((len(rows), encoder.config['hidden']), np.float32)
    for at in range(0, len(order), 32):
        part = order[at : at + 32]
        vectors[part] = encoder(*padded([rows[n] for n in part])).numpy()
    return vectors
