"""Tests the small parts of the recipe: python -m unittest test_parts (in this folder)."""
import random
import unittest
from collections import Counter

import numpy as np
import onnx
import onnxruntime
import torch

from distil import Teacher, as_typed, batches_of, distance
from encoder import Encoder, padded, pool
from examples import passages_of
from export import Graph, even_out, packed_table, quantized
from fuse import fused
from measure import recall
from mix import mixed
from parent import unpack_blocks
from recover import HEAD, Graph as Recovered, unpacked_table
from refine import Bank, plain_questions, says, stub, translated_terms, words_of
from teach import contrast, draw_batch
from unpack import trim
from vocabulary import choose

CONFIG = {
    'hidden': 32, 'layers': 2, 'heads': 4, 'feed_forward': 64, 'vocabulary': 20, 'positions': 32,
    'epsilon': 1e-12,
}


def q4_block(scale: float, steps: list[int]) -> bytes:
    low, high = steps[:16], steps[16:]
    packed = bytes((a + 8) | ((b + 8) << 4) for a, b in zip(low, high))
    return np.float16(scale).tobytes() + packed


class Parts(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.encoder = Encoder(CONFIG, 2).eval()

    def test_blocks_of_four_bits_are_unpacked_low_halves_first(self):
        steps = [n % 16 - 8 for n in range(32)]
        weights = unpack_blocks(q4_block(0.5, steps), 32)
        self.assertEqual(weights.tolist(), [step * 0.5 for step in steps])

    def test_a_table_in_four_bits_keeps_the_values_of_q4_0(self):
        table = np.stack([unpack_blocks(q4_block(0.25, [(n * k) % 15 - 8 for n in range(32)]), 32)
                          for k in (1, 3, 7)])
        packed, scales = packed_table(table)
        low, high = (packed & 15).astype(np.int8), (packed >> 4).astype(np.int8)
        self.assertTrue(np.allclose(
            unpacked_table(packed.tobytes(), scales.reshape(3, 1), [3, 32]), table))
        steps = np.stack([low, high], -1).reshape(table.shape)
        steps = np.where(steps > 7, steps - 16, steps)
        self.assertTrue(np.array_equal(steps * np.repeat(scales, 32, 1), table))

    def test_padding_changes_no_vector(self):
        rows = [[0, 5, 6, 2], [0, 7, 2]]
        together = self.encoder(*padded(rows))
        alone = torch.cat([self.encoder(*padded([row])) for row in rows])
        self.assertTrue(torch.allclose(together, alone, atol=1e-5))
        self.assertTrue(torch.allclose(together.norm(dim=-1), torch.ones(2), atol=1e-5))

    def test_evening_out_changes_ranges_and_not_the_result(self):
        ids, mask = padded([[0, 5, 6, 9, 2]])
        before = self.encoder(ids, mask)
        graph = Graph(self.encoder).eval()
        even_out(graph, [[0, 5, 6, 9, 2], [0, 8, 2]])
        self.assertEqual(len(graph.scales), 2 * 4)
        after = pool(graph(self.encoder.word(ids), mask), mask)
        self.assertTrue(torch.allclose(before, after, atol=1e-4))

    def test_attention_as_one_node_changes_no_vector(self):
        encoder = Encoder({**CONFIG, 'hidden': 2 * HEAD, 'heads': 2}, 2).eval()
        graph = Graph(encoder).eval()
        even_out(graph, [[0, 5, 6, 9, 2], [0, 8, 2]])
        ids, mask = padded([[0, 5, 6, 9, 2], [0, 7, 2]])
        before = quantized(graph)
        after = fused(onnx.ModelProto.FromString(before.SerializeToString()))
        self.assertEqual([n.op_type for n in after.graph.node].count('QAttention'), 2)
        feed = {'words': encoder.word(ids).detach().numpy(), 'attention_mask': mask.numpy()}
        vectors = [
            pool(torch.from_numpy(onnxruntime.InferenceSession(
                model.SerializeToString(), providers=['CPUExecutionProvider'],
            ).run(None, feed)[0]), mask)
            for model in (before, after)
        ]
        self.assertGreater(float((vectors[0] * vectors[1]).sum(-1).min()), 0.999)

        values = {2: 'value', 3: 'out'}
        for at, (one, two) in enumerate(zip(Recovered(before).linears(), Recovered(after).linears())):
            # What evens out the mixed values is now part of the values.
            if at % 6 not in values:
                np.testing.assert_allclose(two[0], one[0], rtol=1e-5, err_msg=str(at))
                np.testing.assert_allclose(two[1], one[1], rtol=1e-5, err_msg=str(at))
        for layer in range(2):
            [value, out], [value2, out2] = (
                [Recovered(model).linears()[6 * layer + at][0] for at in values]
                for model in (before, after)
            )
            np.testing.assert_allclose(out2 @ value2, out @ value, rtol=1e-3, atol=1e-6)

    def test_pairs_of_one_group_are_no_negatives_of_each_other(self):
        one = torch.nn.functional.normalize(torch.ones(2, 4), dim=-1)
        self.assertAlmostEqual(float(contrast(one, one, ['a', 'a'])), 0, places=5)
        self.assertAlmostEqual(float(contrast(one, one, ['a', 'b'])), np.log(2), places=5)

    def test_a_batch_has_its_size_whatever_the_draw(self):
        lists = [[3 * n, 3 * n + 1, 3 * n + 2] for n in range(40)]
        near = [[(n + k) % 40 for k in range(1, 17)] for n in range(40)]
        for seed in range(20):
            rows = draw_batch(lists, near, random.Random(seed))
            self.assertEqual(len(rows), 64)
            self.assertTrue(all(0 <= row < 120 for row in rows))

    def test_a_vocabulary_keeps_single_characters_and_what_is_used(self):
        special = [(name, 0.0) for name in ('<s>', '<pad>', '</s>', '<unk>')]
        pieces = special + [('▁a', -1.0), ('ж', -9.0), ('▁kabinet', -2.0), ('▁zelden', -8.0)]
        kept = [piece for piece, _ in choose(pieces, Counter({6: 2, 7: 1}), 2)]
        self.assertEqual(kept[4:], ['▁a', 'ж', '▁kabinet'])

    def test_a_passage_is_made_of_the_answers_own_words(self):
        answer = 'Een is een. Twee is twee. Drie is drie. Vier is vier. Vijf is vijf.'
        for seed in range(30):
            passage = passages_of('Wat is het?', answer, random.Random(seed))
            self.assertIn(passage.removeprefix('Wat is het? '), answer)

    def test_a_word_is_found_in_its_compounds(self):
        texts = ['De halfgeleiders zijn schaars.', 'Een halfgeleiderindustrie.', 'Zonder vervuiling.']
        self.assertEqual(words_of(texts)['halfgeleiders'], [0, 1])
        self.assertEqual(words_of(texts)['vervuiling'], [2])

    def test_a_term_is_said_where_each_of_its_words_begins_one(self):
        texts = ['de huren van sociale huurwoningen', 'het sociale stelsel', 'een verhuurder']
        self.assertEqual(says('sociale huur', texts), [0])
        self.assertEqual(says('de huren', texts), [0])
        self.assertEqual(says('btw', texts), [])

    def test_each_term_and_question_is_there_in_each_language(self):
        self.assertTrue(all(len(row) == 10 and all(row.values()) for row in translated_terms()))
        self.assertTrue(all(text and formal for text, formal in plain_questions()))

    def test_a_query_is_drawn_to_any_of_the_vectors_that_it_is_after(self):
        bank = Bank(np.eye(3, dtype=np.float32), [[0, 2]], [[0, 1]])
        near, far = torch.eye(3)[1:2], torch.eye(3)[2:3]
        self.assertLess(float(bank.loss(near, [[0, 1]], 0)), 1e-3)
        self.assertGreater(float(bank.loss(far, [[0, 1]], 0)), 10)
        self.assertAlmostEqual(float(bank.loss(near, [[0, 1]], 2) - bank.loss(near, [[0, 1]], 0)), 2,
                               places=4)

    def test_a_query_that_is_after_nothing_is_drawn_away_from_all_vectors(self):
        bank = Bank(np.eye(3, dtype=np.float32), [[0, 2]], [[]])
        bank.nothing = 15.0
        near, far = torch.eye(3)[1:2], -torch.ones(1, 3) / 3 ** 0.5
        self.assertLess(float(bank.loss(far, [[]], 0)), 1e-3)
        self.assertGreater(float(bank.loss(near, [[]], 0)), 10)
        self.assertLess(float(bank.loss(near, [[1]], 0)), 1e-3)

    def test_a_mixture_has_its_share_of_each(self):
        one, zero = {'weight': torch.ones(2)}, {'weight': torch.zeros(2)}
        self.assertTrue(torch.allclose(mixed(one, zero, 0.75)['weight'].float(), torch.tensor(0.75)))

    def test_what_is_typed_in_haste_has_the_words_of_the_text(self):
        text = 'Wat doet het kabinet aan lawaai?'
        letters = set(text.lower())
        for seed in range(60):
            typed = as_typed(text, ['en dan'], random.Random(seed))
            self.assertTrue(typed)
            self.assertLessEqual(set(typed.removesuffix(' en dan').lower()), letters)

    def test_a_batch_has_rows_of_like_length_and_all_batches_each_row_once(self):
        rows = [[0] * (3 + n % 40) for n in range(3000)]
        batches = batches_of(rows, random.Random(1))
        self.assertEqual(sorted(place for batch in batches for place in batch), list(range(3000)))
        for batch in batches:
            lengths = [len(rows[place]) for place in batch]
            self.assertLess(max(lengths) - min(lengths), 12)

    def test_a_teacher_gives_the_same_whether_it_computes_or_remembers(self):
        rows = [[0, 5, 6, 9, 2], [0, 7, 2]]
        teacher = Teacher(self.encoder, rows, 0)
        first, again = teacher.of([0, 1], 16), teacher.of([0, 1], 16)
        self.assertTrue(all(torch.equal(one, two) for one, two in zip(first, again)))
        self.assertTrue(torch.allclose(first[2], self.encoder(*padded(rows)), atol=0.05))
        self.assertEqual(float(first[0][1, 3:].abs().max()), 0)

    def test_a_student_is_as_far_from_its_teacher_as_its_vectors_are(self):
        theirs = torch.nn.functional.normalize(torch.randn(4, 8), dim=-1)
        mine = torch.nn.functional.normalize(theirs + 0.3 * torch.randn(4, 8), dim=-1)
        self.assertAlmostEqual(float(distance(theirs, theirs, theirs)), 0, places=4)
        self.assertGreater(float(distance(mine, theirs, theirs)), 0.1)

    def test_a_stub_is_short(self):
        for seed in range(20):
            self.assertLessEqual(len(stub('Kunt u zeggen ' + 'wat ' * 40, random.Random(seed)).split()), 17)

    def test_recall_counts_what_stands_first_and_among_five(self):
        passages = np.eye(8, dtype=np.float32)
        queries = np.stack([passages[0], passages[1] * 0.5 + passages[2]])
        self.assertEqual(recall(queries, passages, [0, 1]), (0.5, 1.0))

    def test_trimming_refuses_a_piece_that_the_parent_lacks(self):
        from parent import Parent
        parent = Parent({}, ['<s>', 'a'], np.zeros(2), {'bos': 0, 'pad': 0, 'eos': 0, 'unk': 0}, {})
        with self.assertRaisesRegex(ValueError, "no piece 'b'"):
            trim(parent, ['b'])


if __name__ == '__main__':
    unittest.main()
