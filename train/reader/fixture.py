"""Writes what a released model computes here for a few invented sentences, for the test that Go computes the same. Of the heads that
score each word, every fourth word is written, of the relations (to the root) every eighth.

    python -m reader.fixture WORDS MODEL > ../internal/encoder/testdata/parity.json

WORDS is the built program train/words.
"""
import argparse, hashlib, json, math, struct, subprocess
import numpy as np, torch
from .export import LINEARS
from .network import Linear, Network
from .windows import collate, item
from .corpora import Document

TEXTS = [
    '"The quay stays shut until the divers are back," Mayor Ilse Brandvold of Ostrava Sound said on Monday. '
    "She denied that the fishermen's union had asked for an earlier date; its spokesman, Piet Aurnes, told the Sound Courier it had.",
    "Nobody at KELP AG answered. According to two people who had read the unpublished report, 1,400 crates aren't accounted for – and won't be.",
]
CUES = [(11, 12), (3, 5)]


def network(folder):
    """The network of a model folder, with the values that its int8 stands for."""
    meta = json.load(open(f"{folder}/meta.json", encoding="utf8"))
    data = open(f"{folder}/weights.safetensors", "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    t = {}
    for k, v in json.loads(data[8 : 8 + size]).items():
        t[k] = np.frombuffer(data, np.int8 if v["dtype"] == "I8" else np.float32, math.prod(v["shape"]), 8 + size + v["data_offsets"][0]).reshape(v["shape"])
    net, state = Network(meta["lemma"], meta["deprel"], meta["feature_layer"]), {}
    def linear(ours, theirs):
        q, s = t[theirs + ".weight"], t[theirs + ".scale"]
        q = q.transpose(0, 2, 1, 3).reshape(-1, 4 * q.shape[1])[: len(s)]
        state[ours + ".weight"], state[ours + ".bias"] = q.astype(np.float32) * s[:, None], t[theirs + ".bias"]
    def same(ours, theirs): state[ours] = t[theirs]
    def layer(ours, theirs):
        for k in ("qkv", "out", "up", "down"): linear(f"{ours}.{k}", f"{theirs}.{k}")
        for k in ("norm1", "norm2"):
            for p in ("weight", "bias"): same(f"{ours}.{k}.{p}", f"{theirs}.{k}.{p}")
    state["encoder.word.weight"] = t["embed.word"].astype(np.float32) * t["embed.word.scale"][:, None]
    same("encoder.position", "embed.position")
    for k in ("shape", "quote", "start"): same(f"encoder.{k}.weight", f"embed.{k}")
    for p in ("weight", "bias"): same(f"encoder.norm.{p}", f"embed.norm.{p}"); same(f"role.norm.{p}", f"head.role.norm.{p}")
    for i in range(meta["layers"]): layer(f"encoder.layers.{i}", f"layer.{i}")
    for ours, theirs in LINEARS.items(): linear(ours, "head." + theirs)
    for k in "abpq": linear(f"role.{k}", f"head.role.{k}")
    linear("role.out", "head.role.out"); layer("role.layer", "head.role.layer")
    same("role.distance", "head.role.distance"); same("role.sentence", "head.role.sentence")
    same("arc_score", "head.arc.head.score"); same("coref_distance", "head.coref.distance")
    missing = net.load_state_dict({k: torch.from_numpy(np.array(v)) for k, v in state.items()}, strict=False)
    assert not missing.unexpected_keys and all("crf" in k for k in missing.missing_keys), missing
    return net.eval(), hashlib.sha256(data).hexdigest()


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(prog="reader.fixture", description=__doc__.split("\n")[0])
    ap.add_argument("words"); ap.add_argument("model")
    args = ap.parse_args()
    net, sha256 = network(args.model)
    Linear.int8 = True
    lines = "".join(json.dumps({"id": str(i), "text": x}) + "\n" for i, x in enumerate(TEXTS))
    run = subprocess.run([args.words, f"{args.model}/vocab.txt"], input=lines, capture_output=True, text=True, check=True)
    rounded = lambda x: [[round(v, 3) for v in row] for row in x.tolist()]
    windows = []
    for text, line, cue in zip(TEXTS, run.stdout.splitlines(), CUES):
        w = json.loads(line)
        doc = Document(w["id"], "parity", text, w["words"], w["sentences"], w["pieces"], w["shape"], w["quote"], w["start"])
        n = len(doc.words)
        it = item(doc, 0, n, {}, {}); batch = collate([it])
        states, root = net.states(batch)
        role = net.role(states, batch, torch.tensor([0]), torch.tensor([cue[0]]), torch.tensor([cue[1]]))[0, :n]
        first = slice(*doc.sentences[0])
        vector = net.sentence(states[0, first].mean(0))
        heads = torch.full((1, states.shape[1]), states.shape[1]) # the root
        arcs = net.arcs(states, root, batch)[0]
        windows.append({
            "text": text, "ids": it["ids"], "cue": cue, "role": rounded(role),
            **{k: rounded(getattr(net, k)(states)[0, :n:4]) for k in ("upos", "flat", "names", "mention")},
            "arcs": rounded(torch.cat([arcs[first, -1:], arcs[first, first]], 1).clamp(min=-999)),
            "relations": rounded(net.relation(states, root, heads)[0, :n:8]),
            "sentence": rounded(vector[None])[0], "query": rounded(net.coref_q(states)[0, :1])[0],
        })
    print(json.dumps({"weights": sha256, "windows": windows}, ensure_ascii=False))


if __name__ == "__main__": main()
