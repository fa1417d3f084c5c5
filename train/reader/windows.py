"""Documents to windows, windows to batches; the plan of a whole run follows from its seed alone."""
import random
import torch
from .corpora import FLAT, NAMES, ROLE, mended, script
from .network import WINDOW

CLS, SEP = 101, 102


def windows(doc, rng=None):
    """Ranges of words cut at sentence ends; with rng of varied length, else as docs/model.md says."""
    out, first, used, room = [], None, 2, WINDOW
    for a, b in doc.sentences:
        size = sum(len(doc.pieces[i]) for i in range(a, b))
        if first is not None and used + size > room: out.append((first, a)); first = None
        if first is None: first, used, room = a, 2, rng.randint(40, WINDOW) if rng else WINDOW
        if 2 + size > WINDOW:  # a sentence longer than a window
            for i in range(a, b):
                if used + len(doc.pieces[i]) > WINDOW: out.append((first, i)); first, used = i, 2
                used += len(doc.pieces[i])
            out.append((first, b)); first = None
        else: used += size
    if first is not None: out.append((first, doc.sentences[-1][1]))
    return [(a, b) for a, b in out if a < b]


def item(doc, a, b, scripts, relations):
    it = dict(ids=[CLS], shape=[0], quote=[0], start=[0], first=[], n=b - a, doc=doc, a=a)
    for i in range(a, b):
        it["first"].append(len(it["ids"])); it["ids"] += doc.pieces[i]
        for f in ("shape", "quote", "start"): it[f] += [getattr(doc, f)[i]] * len(doc.pieces[i])
    it["ids"].append(SEP)
    for f in ("shape", "quote", "start"): it[f].append(0)
    sentence = [0] * (b - a); it["spans"] = []
    for k, (s, e) in enumerate(doc.sentences):
        s, e = max(s, a), min(e, b)
        for i in range(s, e): sentence[i - a] = k
        if s < e and doc.vectors and doc.vectors[k] is not None: it["spans"].append((s - a, e - a, doc.vectors[k]))
    it["sentence"] = sentence
    if doc.flat:
        it["flat"] = mended(doc.flat[a:b], FLAT)
        it["cues"] = [(s - a, e - a, mended(labels[a:b], ROLE)) for s, e, labels in doc.cues if a <= s and e <= b]
    if doc.names: it["names"] = doc.names[a:b]
    if doc.heads:
        it["upos"] = doc.upos[a:b]
        it["lemma"] = [scripts.get(script(*x), -1) if x else -1 for x in doc.lemma[a:b]]
        it["heads"] = [-2 if h < 0 else h - a if a <= h < b else -1 for h in doc.heads[a:b]]  # -2: the root
        it["deprel"] = [relations.get(r, relations.get(r.split(":")[0], -1)) for r in doc.deprel[a:b]]
    if doc.coref is not None: it["coref"] = [(w - a, c) for w, c in doc.coref if a <= w < b]
    return it


def collate(items):
    n, t = max(i["n"] for i in items), max(len(i["ids"]) for i in items)
    n, t = n + -n % 8, t + -t % 8
    def pad(key, size, fill=0): return torch.tensor([i[key] + [fill] * (size - len(i[key])) for i in items])
    b = {k: pad(k, t) for k in ("ids", "shape", "quote", "start")}
    b.update(first=pad("first", n), sentence=pad("sentence", n, -9), length=torch.tensor([len(i["ids"]) for i in items]), words=torch.tensor([i["n"] for i in items]))
    has = lambda key: key in items[0]
    if has("flat"):
        b["flat"] = pad("flat", n, -1)
        cues = [(k, s, e, labels + [-1] * (n - len(labels))) for k, i in enumerate(items) for s, e, labels in i["cues"]]
        if cues: b["cue"] = tuple(torch.tensor(x) for x in zip(*cues))
    if has("names"):
        b["names"] = torch.ones(len(items), n, len(NAMES), dtype=torch.bool)
        for k, i in enumerate(items):
            for w, allowed in enumerate(i["names"]): b["names"][k, w] = torch.tensor([l in allowed for l in range(len(NAMES))])
    if has("upos"):
        for key in ("upos", "lemma", "heads", "deprel"): b[key] = pad(key, n, -1)
        b["heads"] = torch.where(b["heads"] == -2, n, b["heads"])
    if has("coref"): b["coref"] = [i["coref"] for i in items]
    spans = [(k, s, e) for k, i in enumerate(items) for s, e, _ in i["spans"]]
    if spans:
        b["spans"] = spans
        b["vectors"] = torch.stack([v for i in items for _, _, v in i["spans"]]).float()
    return b


def batches(items, size, rng):
    """Windows of like length together, at most `size` pieces with padding."""
    items = sorted(items, key=lambda i: len(i["ids"]) + rng.random() * 12)
    out, cur = [], []
    for i in items:
        if cur and (len(cur) + 1) * len(i["ids"]) > size: out.append(cur); cur = []
        cur.append(i)
    if cur: out.append(cur)
    rng.shuffle(out)
    return out


def plan(docs, passes, size, seed, scripts, relations):
    """All batches of a run, as lists of windows. Each corpus is read `passes` times, evenly over the run."""
    slots = []
    for corpus, times in passes.items():
        of = [d for d in docs if d.group.split("-")[0] == corpus]
        for k in range(times):
            rng = random.Random(f"{seed} {corpus} {k}")
            made = batches([item(d, a, b, scripts, relations) for d in of for a, b in windows(d, rng)], size, rng)
            slots += [((k + (j + rng.random()) / len(made)) / times, corpus, b) for j, b in enumerate(made)]
    return [b for _, _, b in sorted(slots, key=lambda s: s[:2])]
