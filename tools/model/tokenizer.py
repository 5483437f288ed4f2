"""Writes the tokenizer of a set of pieces, and batches texts for the encoder."""
import json

SPECIAL = ('<s>', '<pad>', '</s>', '<unk>')
"""The special pieces, in the order of their ids."""
END, PAD = 2, 1


def write_tokenizer(path: str, pieces: list[str], scores: list[float]) -> None:
    """Writes a Unigram tokenizer (NFKC, Metaspace, `<s> … </s>`) in the format of Hugging Face."""
    metaspace = {'replacement': '▁', 'prepend_scheme': 'always', 'split': True}
    start, end = ({'SpecialToken': {'id': name, 'type_id': 0}} for name in ('<s>', '</s>'))
    first, second = ({'Sequence': {'id': name, 'type_id': 0}} for name in 'AB')
    tokenizer = {
        'version': '1.0',
        'truncation': None,
        'padding': None,
        'added_tokens': [
            {'id': n, 'content': name, 'single_word': False, 'lstrip': False, 'rstrip': False,
             'normalized': False, 'special': True}
            for n, name in enumerate(SPECIAL)
        ],
        'normalizer': {'type': 'Sequence', 'normalizers': [
            {'type': 'NFKC'},
            {'type': 'Replace', 'pattern': {'Regex': '\\s+'}, 'content': ' '},
            {'type': 'Strip', 'strip_left': True, 'strip_right': True},
        ]},
        'pre_tokenizer': {'type': 'Metaspace', **metaspace},
        'post_processor': {
            'type': 'TemplateProcessing',
            'single': [start, first, end],
            'pair': [start, first, end, second, end],
            'special_tokens': {
                name: {'id': name, 'ids': [SPECIAL.index(name)], 'tokens': [name]}
                for name in ('<s>', '</s>')
            },
        },
        'decoder': {'type': 'Metaspace', **metaspace},
        'model': {
            'type': 'Unigram',
            'unk_id': 3,
            'vocab': [[piece, float(score)] for piece, score in zip(pieces, scores)],
            'byte_fallback': False,
        },
    }
    with open(path, 'w', encoding='utf8') as file:
        json.dump(tokenizer, file, ensure_ascii=False)


def ids_of(tokenizer, texts: list[str], prefix: str, most: int) -> list[list[int]]:
    """The ids of each text behind the prefix; a longer text keeps its first ids and its end mark."""
    rows = [encoding.ids for encoding in tokenizer.encode_batch([prefix + text for text in texts])]
    return [row if len(row) <= most else row[: most - 1] + [END] for row in rows]
