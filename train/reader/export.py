"""Writes a model folder as docs/model.md defines it."""
import hashlib, json, os, shutil, struct
import numpy as np, torch
from .corpora import FLAT, KINDS, UPOS
from .network import HEADS, INNER, WIDTH, WINDOW, vocabulary

LINEARS = {"upos": "upos", "lemma": "lemma", "flat": "flat", "names": "names", "mention": "mention", "arc_dep": "arc.dep", "arc_head": "arc.head",
           "arc_product": "arc.product", "rel_dep": "rel.dep", "rel_head": "rel.head", "rel_out": "rel.out", "sentence": "sentence", "coref_q": "coref.q", "coref_k": "coref.k"}


def quantised(w):
    """int8 rows and their scales, as network.rounded has them."""
    s = w.abs().amax(1).clamp(min=1e-12) / 127
    return (w / s[:, None]).round().clamp(-127, 127).to(torch.int8).numpy(), s.numpy()


def packed(q):
    m, n = q.shape
    full = np.zeros((m + -m % 16, n), np.int8); full[:m] = q
    return np.ascontiguousarray(full.reshape(-1, 16, n // 4, 4).transpose(0, 2, 1, 3))


def export(net, folder, cue_bonus=0.0):
    tensors = {}
    def linear(name, l):
        q, s = quantised(l.weight.detach())
        tensors[name + ".weight"], tensors[name + ".scale"], tensors[name + ".bias"] = packed(q), s, l.bias.detach().numpy()
    def norm(name, l): tensors[name + ".weight"], tensors[name + ".bias"] = l.weight.detach().numpy(), l.bias.detach().numpy()
    def layer(name, l):
        for k in ("qkv", "out", "up", "down"): linear(f"{name}.{k}", getattr(l, k))
        for k in ("norm1", "norm2"): norm(f"{name}.{k}", getattr(l, k))
    e = net.encoder
    tensors["embed.word"], tensors["embed.word.scale"] = quantised(e.word.weight)
    tensors["embed.position"] = e.position.numpy(); norm("embed.norm", e.norm)
    for k in ("shape", "quote", "start"): tensors["embed." + k] = getattr(e, k).weight.detach().numpy()
    for i, l in enumerate(e.layers): layer(f"layer.{i}", l)
    for ours, theirs in LINEARS.items(): linear("head." + theirs, getattr(net, ours))
    tensors["head.arc.head.score"], tensors["head.coref.distance"] = net.arc_score.detach().numpy(), net.coref_distance.detach().numpy()
    for k in "abpq": linear("head.role." + k, getattr(net.role, k))
    tensors["head.role.distance"], tensors["head.role.sentence"] = net.role.distance.detach().numpy(), net.role.sentence.detach().numpy()
    norm("head.role.norm", net.role.norm); layer("head.role.layer", net.role.layer); linear("head.role.out", net.role.out)
    os.makedirs(folder, exist_ok=True)
    header, at, blobs = {}, 0, []
    for k in sorted(tensors):
        a = np.ascontiguousarray(tensors[k]); b = a.tobytes()
        header[k] = {"dtype": "I8" if a.dtype == np.int8 else "F32", "shape": list(a.shape), "data_offsets": [at, at + len(b)]}
        assert a.dtype in (np.int8, np.float32), k
        at += len(b); blobs.append(b)
    h = json.dumps(header, separators=(",", ":")).encode(); h += b" " * (-len(h) % 8)
    with open(f"{folder}/weights.safetensors", "wb") as f:
        f.write(struct.pack("<Q", len(h)) + h)
        for b in blobs: f.write(b)
    shutil.copyfile(vocabulary(), f"{folder}/vocab.txt")
    def crf(c):
        start, move = c.scores()
        return {"start": [round(x, 4) for x in start.tolist()], "move": [[round(x, 4) for x in r] for r in move.tolist()]}
    name, version = os.path.basename(os.path.normpath(folder)).rsplit("-", 1)
    meta = {"format": 1, "name": name, "version": int(version), "language": "en", "width": WIDTH, "layers": 6, "heads": HEADS, "inner": INNER, "feature_layer": e.feature_layer,
            "window": WINDOW, "vocabulary": e.word.num_embeddings,
            "sha256": {f: hashlib.sha256(open(f"{folder}/{f}", "rb").read()).hexdigest() for f in ("weights.safetensors", "vocab.txt")},
            "upos": UPOS, "deprel": net.relations, "lemma": net.scripts, "names": KINDS, "cue_bonus": cue_bonus,
            "transitions": {"flat": crf(net.flat_crf), "names": crf(net.names_crf), "role": crf(net.role.crf)}}
    with open(f"{folder}/meta.json", "w", encoding="utf8") as f: json.dump(meta, f, indent=1, ensure_ascii=False)
