"""What the trainer must hold, on invented documents: `python -m unittest reader.tests` in train/."""
import itertools, random, unittest
import torch
from .corpora import FLAT, NAMES, ROLE, Document, entity_brackets, mended, script
from .crf import CRF, grammar
from .windows import item, plan, windows
from .network import WINDOW


def document(id, lengths, seed=0):
    rng, at, d = random.Random(seed), 0, Document(id, "polnear-train/x", "")
    for n in lengths:
        d.sentences.append((at, at + n)); at += n
    d.pieces = [[rng.randrange(1000, 2000) for _ in range(rng.choice([1, 1, 1, 2, 3]))] for _ in range(at)]
    d.words = [(2 * i, 2 * i + 1) for i in range(at)]
    d.shape = d.quote = d.start = [0] * at
    d.flat = [rng.choice([0, 0, 1, 2, 5, 6, -1]) for _ in range(at)]
    d.cues = [(1, 2, [rng.choice([0, 3, 4, -1]) for _ in range(at)])]
    return d


class CRFTest(unittest.TestCase):
    def test_loss_is_that_of_every_path_counted(self):
        torch.manual_seed(0)
        c = CRF(["O", "B-x", "I-x"])
        torch.nn.init.normal_(c.start); torch.nn.init.normal_(c.move)
        emit, length, allowed = torch.randn(2, 5, 3), torch.tensor([5, 3]), torch.rand(2, 5, 3) > 0.3
        allowed[:, :, 0] = True
        start, move = c.scores()
        want, best = 0, []
        for b in range(2):
            every, bound = [], []
            for path in itertools.product(range(3), repeat=int(length[b])):
                s = start[path[0]] + sum(emit[b, i, l] for i, l in enumerate(path)) + sum(move[p, q] for p, q in zip(path, path[1:]))
                every.append((s, path))
                if all(allowed[b, i, l] for i, l in enumerate(path)): bound.append(s)
            want += torch.stack([s for s, _ in every]).logsumexp(0) - torch.stack(bound).logsumexp(0)
            best.append(list(max(every, key=lambda x: float(x[0]))[1]))
        self.assertAlmostEqual(float(want), float(c.loss(emit, length, allowed)), places=4)
        self.assertEqual(best, c.decode(emit, length))


class WindowsTest(unittest.TestCase):
    def test_every_word_stands_in_one_window_that_fits(self):
        d = document("d", [5, 40, 300, 7, 1, 90, 90, 12])
        for rng in (None, random.Random(3)):
            got = windows(d, rng)
            self.assertEqual([i for a, b in got for i in range(a, b)], list(range(len(d.words))))
            for a, b in got: self.assertLessEqual(2 + sum(map(len, d.pieces[a:b])), WINDOW)

    def test_labels_of_a_window_obey_the_grammar(self):
        d = document("d", [30] * 20)
        for a, b in windows(d, random.Random(1)):
            it = item(d, a, b, {}, {})
            for labels, names in [(it["flat"], FLAT)] + [(l, ROLE) for _, _, l in it["cues"]]:
                start, move = grammar(names)
                self.assertTrue(labels[0] < 0 or start[labels[0]] == 0)
                for p, q in zip(labels, labels[1:]): self.assertTrue(p < 0 or q < 0 or move[p, q] == 0)

    def test_a_plan_follows_from_its_seed(self):
        docs = [document(f"d{k}", [9, 20, 31], k) for k in range(9)]
        of = lambda seed: [[(i["doc"].id, i["a"], i["n"]) for i in b] for b in plan(docs, {"polnear": 2}, 200, seed, {}, {})]
        self.assertEqual(of(1), of(1))
        self.assertNotEqual(of(1), of(2))
        words = sorted(x for b in of(1) for x in b)
        self.assertEqual(2 * sum(len(d.words) for d in docs), sum(n for _, _, n in words))


class CorporaTest(unittest.TestCase):
    def test_scripts_make_the_lemma(self):
        for form, lemma, want in (("Parties", "party", "l|3|y"), ("Kelps", "Kelp", "=|1|"), ("is", "be", "!|be"), ("said", "say", "l|2|y")):
            self.assertEqual(script(form, lemma), want)

    def test_mentions_of_brackets(self):
        rows = [["1"] + ["_"] * 8 + ["Entity=(3-person-new-nnnnn-cf1-2-sgl(4-place-giv-nnnnn-cf2-1-coref)"], ["2"] + ["_"] * 8 + ["Entity=3)"]]
        self.assertEqual(entity_brackets(rows), [(1, 3), (0, 4)])

    def test_what_is_cut_off_begins_anew(self):
        self.assertEqual(mended([6, 3, 6, 6, -1, 6], FLAT), [5, 3, 5, 6, -1, 6])
        self.assertEqual(mended([0, 2, 2, 0], NAMES), [0, 1, 2, 0])


if __name__ == "__main__": unittest.main()
