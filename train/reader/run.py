"""One command from corpora to a model folder:

    python -m reader CORPORA WORK MODEL

Everything on the way (words, batches, checkpoints, the log) lies in WORK; a run that was stopped goes on from its last
checkpoint to the same result. MODEL is written at the end, from the last weights.
"""
import argparse, json, os, pickle, random, subprocess, time
import torch
import torch.nn.functional as F
from . import corpora, measure, windows
from .export import export
from .network import Encoder, Linear, Network, vocabulary

PASSES = {"polnear": 7, "ewt": 12, "gum": 14, "crossner": 6, "re3d": 6}
SIZE, SEED = 2560, 1  # pieces in a batch
RATE, HEAD_RATE, DECAY, WARM = 4e-4, 1e-3, 0.9, 0.08
INT8 = 0.9  # the share of a run from which on it computes as int8
TAUGHT = 12000  # sentences with a vector of the original model


def prepared(root, work):
    """Documents with their labels, read once and kept."""
    path = f"{work}/documents.pickle"
    if not os.path.exists(path):
        subprocess.run(["go", "build", "-o", f"{work}/words", "./train/words"], cwd=f"{os.path.dirname(__file__)}/../..", check=True)
        docs = corpora.load(root, f"{work}/words", vocabulary())
        teach(docs)
        with open(path + ".part", "wb") as f: pickle.dump(docs, f)
        os.replace(path + ".part", path)
    with open(path, "rb") as f: return pickle.load(f)


@torch.no_grad()
def teach(docs):
    """Gives some sentences the vector that the original model has for them alone."""
    teacher = Encoder(teacher=True).eval()
    todo = [(d, k) for d in docs if "-train" in d.group for k, (a, b) in enumerate(d.sentences) if 4 < b - a < 60]
    random.Random(SEED).shuffle(todo); todo = todo[:TAUGHT]
    for d, _ in todo: d.vectors = [None] * len(d.sentences)
    todo = sorted(((d, k, [101] + [p for i in range(*d.sentences[k]) for p in d.pieces[i]][:158] + [102]) for d, k in todo), key=lambda x: len(x[2]))
    for i in range(0, len(todo), 32):
        group = todo[i : i + 32]; t = len(group[-1][2])
        b = dict(ids=torch.tensor([x + [0] * (t - len(x)) for _, _, x in group]), length=torch.tensor([len(x) for _, _, x in group]))
        live = (torch.arange(t)[None] < b["length"][:, None]).float()[:, :, None]
        v = F.normalize((teacher(b) * live).sum(1) / live.sum(1), dim=-1).half()
        for (d, k, _), x in zip(group, v): d.vectors[k] = x.clone()


def optimiser(net):
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad: continue
        depth = int(name.split(".")[2]) if name.startswith("encoder.layers") else None
        rate = HEAD_RATE if depth is None else RATE * DECAY ** (5 - depth)
        groups.append(dict(params=[p], lr=0.0, base=rate, weight_decay=0.01 if p.dim() > 1 else 0.0))
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def share(step, steps):
    """The learning rate's share: up over the first part, then down to nothing."""
    f = step / steps
    return f / WARM if f < WARM else max(0.0, (1 - f) / (1 - WARM))


def main():
    ap = argparse.ArgumentParser(prog="reader", description=__doc__.split("\n")[0])
    ap.add_argument("corpora"); ap.add_argument("work"); ap.add_argument("model")
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--steps", type=int, help="end after so many steps, before all passes are read")
    ap.add_argument("--stop", type=int, help="stop after this step, with a checkpoint")
    args = ap.parse_args()
    os.makedirs(args.work, exist_ok=True)
    log = open(f"{args.work}/log.jsonl", "a", buffering=1)
    docs = prepared(args.corpora, args.work)
    scripts, relations = corpora.vocabularies(docs)
    train = [d for d in docs if "-train" in d.group and not d.aside()]
    aside = [d for d in docs if "-train" in d.group and d.aside()]
    steps = windows.plan(train, PASSES, SIZE, args.seed, {s: i for i, s in enumerate(scripts)}, {r: i for i, r in enumerate(relations)})
    steps = steps[: args.steps]
    torch.manual_seed(args.seed)
    net = Network(scripts, relations)
    opt = optimiser(net)
    path, at, spent = f"{args.work}/checkpoint.pt", 0, 0.0
    if os.path.exists(path):
        c = torch.load(path)
        net.load_state_dict(c["net"]); opt.load_state_dict(c["opt"]); torch.set_rng_state(c["random"]); at, spent = c["step"], c["seconds"]
    def save():
        torch.save(dict(net=net.state_dict(), opt=opt.state_dict(), random=torch.get_rng_state(), step=at, seconds=spent, scripts=scripts, relations=relations), path + ".part")
        os.replace(path + ".part", path)
    def note(**k):
        log.write(json.dumps({"step": at, "of": len(steps), "seconds": round(spent), **k}) + "\n")
    sums, seen, since = {}, 0, time.time()
    start, kept = time.time() - spent, time.time()
    net.train()
    while at < len(steps) and at != args.stop:
        Linear.int8 = at >= INT8 * len(steps)
        for g in opt.param_groups: g["lr"] = g["base"] * share(at, len(steps))
        b = windows.collate(steps[at])
        loss, parts = net.loss(b)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 1.0)
        if torch.isfinite(norm): opt.step()
        at += 1; spent = time.time() - start; seen += int(b["length"].sum())
        for k, v in parts.items(): sums.setdefault(k, []).append(v)
        if at % 50 == 0:
            note(pieces_per_second=round(seen / (time.time() - since)), **{k: round(sum(v) / len(v), 4) for k, v in sums.items()})
            sums, seen, since = {}, 0, time.time()
        if time.time() - kept > 240: save(); kept = time.time()
    save()
    if at == len(steps):
        Linear.int8 = True
        note(**measure.all_layers(net.eval(), aside))
        export(net, args.model)


if __name__ == "__main__": main()
