"""Scores with the corpus's own words: for choosing between runs on what was set aside, and for what int8 costs:

    python -m reader.measure WORK

prints each score on the development parts in floats and in int8. The figures that are reported come from `hearsay eval`,
from raw text."""
import collections, pickle, sys
import torch
from .corpora import FLAT, NAMES, ROLE
from .windows import collate, item, windows


def spans(labels, names):
    out, start, kind = set(), 0, None
    for i, l in enumerate([names[l] for l in labels] + ["O"]):
        if kind and l[:1] != "I":
            out.add((kind, start, i)); kind = None
        if l[0] == "B": start, kind = i, l[2:]
    return out


@torch.no_grad()
def all_layers(net, docs, bonus=0.0):
    hit, system, gold = collections.Counter(), collections.Counter(), collections.Counter()
    def count(name, s, g): hit[name] += len(s & g); system[name] += len(s); gold[name] += len(g)
    scripts, relations = {s: i for i, s in enumerate(net.scripts)}, {r: i for i, r in enumerate(net.relations)}
    cue = torch.zeros(len(FLAT)); cue[3] = bonus
    for d in docs:
        for a, b in windows(d):
            it = item(d, a, b, scripts, relations); it["spans"] = []; batch = collate([it])
            w, root = net.states(batch)
            n = b - a
            if d.flat:
                flat = net.flat_crf.decode(net.flat(w), batch["words"], cue)[0]
                known = [f >= 0 for f in d.flat[a:b]]
                s = {x for x in spans(flat, FLAT) if known[x[1]]}; g = spans([max(0, f) for f in d.flat[a:b]], FLAT)
                for k in ("source", "cue", "content"): count("flat " + k, {x for x in s if x[0] == k}, {x for x in g if x[0] == k})
                cues = sorted((s_, e) for k, s_, e in s if k == "cue")
                G = {(s_, e): spans([max(0, x) for x in labels], ROLE) for s_, e, labels in it["cues"]}
                S = {}
                if cues:
                    role = net.role(w, batch, torch.zeros(len(cues), dtype=torch.long), *map(torch.tensor, zip(*cues)))
                    S = {c: spans(y, ROLE) for c, y in zip(cues, net.role.crf.decode(role, batch["words"].expand(len(cues))))}
                found = {c for c in S if any(c[0] < e and s_ < c[1] for s_, e in G)}
                hit["found"] += len(found); system["found"] += len(S); gold["found"] += len(G)
                whole = {c for c in S if G.get(c) == S[c]}
                hit["whole"] += len(whole); system["whole"] += len(S); gold["whole"] += len(G)
                for k in ("source", "content"): count(k, {(c, *x) for c in S for x in S[c] if x[0] == k}, {(c, *x) for c in G for x in G[c] if x[0] == k})
            if d.heads:
                upos, lemma = net.upos(w).argmax(-1)[0, :n], net.lemma(w).argmax(-1)[0, :n]
                heads = net.arcs(w, root, batch).argmax(-1)
                rel = net.relation(w, root, heads).argmax(-1)[0, :n]
                main = [net.relations[int(r)].split(":")[0] for r in rel]
                count("upos", {(i, int(x)) for i, x in enumerate(upos)}, set(enumerate(d.upos[a:b])))
                count("lemma", {(i, int(x)) for i, x in enumerate(lemma)}, set(enumerate(it["lemma"])))
                H = [x for x in batch["heads"][0, :n].tolist()]
                count("uas", {(i, int(h)) for i, h in enumerate(heads[0, :n])}, set(enumerate(H)))
                count("las", {(i, int(h), m) for (i, h), m in zip(enumerate(heads[0, :n]), main)}, {(i, h, r.split(":")[0]) for (i, h), r in zip(enumerate(H), d.deprel[a:b])})
            if d.names and d.group.startswith(("ewt", "crossner")):
                s = spans(net.names_crf.decode(net.names(w), batch["words"])[0], NAMES)
                g = spans([next(iter(x)) if len(x) == 1 else 0 for x in d.names[a:b]], NAMES)
                kinds = {"person", "organization", "place"}
                count("names " + d.group.split("-")[0], {x for x in s if x[0] in kinds}, {x for x in g if x[0] in kinds})
    return {k: round(200 * hit[k] / max(1, system[k] + gold[k]), 2) for k in gold}


def main(work):
    from .network import Linear, Network
    c = torch.load(f"{work}/checkpoint.pt")
    net = Network(c["scripts"], c["relations"]); net.load_state_dict(c["net"]); net.eval()
    with open(f"{work}/documents.pickle", "rb") as f: docs = [d for d in pickle.load(f) if "-dev" in d.group]
    scores = []
    for Linear.int8 in (False, True): scores.append(all_layers(net, docs))
    for k, floats in scores[0].items(): print(f"{k:15} floats {floats:6.2f}  int8 {scores[1][k]:6.2f}  {scores[1][k] - floats:+.2f}")


if __name__ == "__main__": main(sys.argv[1])
