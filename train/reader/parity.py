"""Writes what the trainer's side computes for a few texts, for the test that holds Go's side against it:

    python -m reader.parity CHECKPOINT WORDS OUT.json TEXT...

WORDS is the built program train/words. The file holds only numbers and names of files.
"""
import json, os, subprocess, sys
import torch
from .corpora import FLAT, NAMES, ROLE, UPOS, Document
from .measure import spans
from .network import Linear, Network, vocabulary
from .windows import collate, item, windows


@torch.no_grad()
def main(checkpoint, words, out, *texts):
    c = torch.load(checkpoint)
    net = Network(c["scripts"], c["relations"]); net.load_state_dict(c["net"]); net.eval()
    Linear.int8 = True
    docs = [dict(id=t, text=open(t, encoding="utf8").read()) for t in texts]
    run = subprocess.run([words, vocabulary()], input="".join(json.dumps(d) + "\n" for d in docs), capture_output=True, text=True, check=True)
    result = []
    for d, line in zip(docs, run.stdout.splitlines()):
        w = json.loads(line)
        doc = Document(d["id"], "", d["text"], w["words"], [tuple(s) for s in w["sentences"]], w["pieces"], w["shape"], w["quote"], w["start"])
        r = dict(text=os.path.basename(d["id"]), upos=[], deprel=[], names=[], cues=[], scores=[])
        for a, b in windows(doc):
            batch = collate([item(doc, a, b, {}, {})]); n = b - a
            state, root = net.states(batch)
            upos = net.upos(state)[0, :n]
            r["upos"] += [UPOS[i] for i in upos.argmax(-1)]
            r["scores"] += [round(float(x), 3) for x in upos.max(-1).values]
            heads = net.arcs(state, root, batch).argmax(-1)
            r["deprel"] += [net.relations[i] for i in net.relation(state, root, heads).argmax(-1)[0, :n]]
            r["names"] += sorted((a + s, a + e, k) for k, s, e in spans(net.names_crf.decode(net.names(state), batch["words"])[0], NAMES))
            cues = sorted((s, e) for k, s, e in spans(net.flat_crf.decode(net.flat(state), batch["words"])[0], FLAT) if k == "cue")
            if cues:
                role = net.role(state, batch, torch.zeros(len(cues), dtype=torch.long), *map(torch.tensor, zip(*cues)))
                for (s, e), y in zip(cues, net.role.crf.decode(role, batch["words"].expand(len(cues)))):
                    r["cues"].append([a + s, a + e, sorted((a + s_, a + e_, k) for k, s_, e_ in spans(y, ROLE))])
        result.append(r)
    with open(out, "w", encoding="utf8") as f: json.dump(result, f)


if __name__ == "__main__": main(*sys.argv[1:])
