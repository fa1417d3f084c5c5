"""What a trainer learns from corrections, on an invented text: `python -m unittest reader.corrections_test` in train/."""
import json, pathlib, tempfile, unittest
from . import corrections

TEXT = "It rained. “No,” said Ana Brevik. Lena Ost had come. The quay was asked about. It rained."
SENTENCES = [(0, 10), (11, 33), (34, 52), (53, 78), (79, 89)]


def entry(op, **places):
    def place(words): return [TEXT.index(words), TEXT.index(words) + len(words), words]
    return dict(text_sha256=corrections.hash_of(TEXT), layer="attributions", op=op, **{k: [place(w) for w in v] for k, v in places.items()})


class CorrectionsTest(unittest.TestCase):
    def test_right_is_gold_and_wrong_is_known_to_be_none(self):
        right = entry("right", source=["Ana Brevik"], cue=["said"], content=["“No,”"])
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "desk").mkdir()
            pathlib.Path(folder, "desk", "a.jsonl").write_text("\n".join(json.dumps(e, ensure_ascii=False) for e in (right, right, entry("wrong", cue=["was asked"]))), "utf8")
            entries = corrections.load(folder)[corrections.hash_of(TEXT)]
        self.assertEqual(corrections.gold(TEXT, entries, SENTENCES), dict(
            attributions=[dict(source=[[22, 32]], cue=[[17, 21]], content=[[11, 16]])], discard=[[0, 11], [33, 53], [78, 89]]))

    def test_what_says_too_little_teaches_nothing(self):
        self.assertIsNone(corrections.gold(TEXT, [entry("right", cue=["said"]), entry("wrong", cue=["said"], content=["“No,”"])], SENTENCES))

    def test_what_is_left_open_spoils_its_sentence(self):
        text, right = TEXT, entry("right", source=["Ana Brevik"], cue=["said"], content=["“No,”"])
        act = dict(entry("right", cue=["said"]), act="deny")
        self.assertEqual(corrections.gold(text, [right, act], SENTENCES)["discard"], [[0, 11], [33, 89]])
        self.assertIsNone(corrections.gold(text, [right, entry("right", cue=["No"])], SENTENCES))

    def test_other_words_are_refused(self):
        e = entry("right", source=[], cue=["said"], content=[])
        e["cue"][0][2] = "says"
        with self.assertRaises(ValueError): corrections.gold(TEXT, [e], SENTENCES)

    def test_words_may_be_cut_in_the_middle(self):
        self.assertTrue(corrections.quotes("that … crane", "that a crane"))
        self.assertFalse(corrections.quotes("… crane", "that a crane"))
        self.assertFalse(corrections.quotes("that a c … a crane", "that a crane"))


if __name__ == "__main__": unittest.main()
