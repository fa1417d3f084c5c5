"""Corpora to documents: words, pieces and features as `train/words` gives them, and the labels that each corpus holds.

A layer that a corpus does not annotate is None, and teaches nothing. What is set aside for choosing (`aside`) is never
trained on; it is drawn by a hash of the document's name.
"""
import collections, hashlib, json, os, re, subprocess
from dataclasses import dataclass, field

KINDS = ["person", "organization", "place", "event"]
NAMES = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
FLAT = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
ROLE = ["O", "B-source", "I-source", "B-content", "I-content"]
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


@dataclass
class Document:
    id: str
    group: str  # the corpus, and the outlet or genre
    text: str
    words: list = field(default_factory=list)  # code points
    sentences: list = field(default_factory=list)  # ranges of words
    pieces: list = field(default_factory=list)
    shape: list = field(default_factory=list)
    quote: list = field(default_factory=list)
    start: list = field(default_factory=list)
    flat: list = None  # label index a word, -1 unknown
    cues: list = None  # (first, last, role label a word)
    upos: list = None
    lemma: list = None  # (form, lemma) a word
    heads: list = None  # word of the document, -1 for the root
    deprel: list = None
    names: list = None  # set of allowed label indices a word
    coref: list = None  # (head word, chain)
    vectors: list = None  # a teacher's vector a sentence, or None

    def aside(self):
        return hashlib.sha256(self.id.encode()).digest()[0] % 20 == 0


def jsonl(path):
    with open(path, encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


def conllu(path, group):
    """Documents of a UD treebank: text, words with places, tree, and the MISC column."""
    out, doc, genre = [], None, None
    rows, text, par = [], None, False
    def close():
        nonlocal rows, text, par
        if not rows: return
        if doc["text"]: doc["text"] += "\n\n" if par else " "
        base, at, first, part = len(doc["text"]), 0, len(doc["words"]), None
        pieces = {}
        for r in rows:
            if "-" in r[0]:
                a, b = map(int, r[0].split("-")); s = text.find(r[1], at); s = at if s < 0 else s
                pieces.update({k: (s, s + len(r[1]), r[1]) for k in range(a, b + 1)}); part = None
        words = [r for r in rows if r[0].isdigit()]
        for r in words:
            k = int(r[0])
            if k in pieces:
                s, e, surface = pieces[k]
                group_ = [x[1] for x in words if pieces.get(int(x[0])) == pieces[k]]
                if "".join(group_) == surface:
                    n = sum(len(x[1]) for x in words if pieces.get(int(x[0])) == pieces[k] and int(x[0]) < k)
                    s, e = s + n, s + n + len(r[1])
                at = max(at, e)
            else:
                s = text.find(r[1], at); s = at if s < 0 else s; e = s + len(r[1]); at = e
            doc["words"].append((base + s, base + e)); doc["rows"].append(r)
        doc["sentences"].append((first, len(doc["words"]))); doc["names_of"].append((sent_id, base)); doc["text"] += text
        rows, text, par = [], None, False
    sent_id = None
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            name = line.split("= ")[1]; genre = name.split("_")[1] if group == "gum" else name.split("-")[0]
            doc = dict(id=name, group=f"{group}/{genre}", text="", words=[], rows=[], sentences=[], names_of=[]); out.append(doc)
        elif line.startswith("# newpar"): par = True
        elif line.startswith("# sent_id"): sent_id = line.split("= ")[1]
        elif line.startswith("# text = "): text = line[9:]
        elif not line: close()
        elif line[0] != "#": rows.append(line.split("\t"))
    close()
    return out


def entity_brackets(rows):
    """GUM's coreference: (head word, chain) of every mention."""
    open_, out = [], []
    for i, r in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        for x in re.finditer(r"\((\d+)-([^()]*)(\)?)|(\d+)\)", m.group(1)) if m else ():
            if x.group(1):
                f = x.group(2).split("-"); minspan = next((p for p in f[3:] if re.fullmatch(r"[\d,]+", p)), "1")
                out.append((i + int(minspan.split(",")[0]) - 1, int(x.group(1))))
    return [(i, c) for i, c in out if i < len(rows)]


def script(form, lemma):
    """The edit that makes a word its lemma: docs/model.md."""
    case = "l" if lemma == lemma.lower() else "="
    base = form.lower() if case == "l" else form
    n = 0
    while n < min(len(base), len(lemma)) and base[n] == lemma[n]: n += 1
    if n == 0 or len(base) - n > 5: return "!|" + lemma
    return f"{case}|{len(base) - n}|{lemma[n:]}"


class Index:
    """Finds the words that a span of code points touches."""
    def __init__(self, words):
        import bisect
        self.words, self.ends, self.bisect = words, [e for _, e in words], bisect.bisect_right
    def range(self, s, e):
        i = self.bisect(self.ends, s); j = i
        while j < len(self.words) and self.words[j][0] < e: j += 1
        return i, j


def bio(spans, labels, begin):
    for i, j in spans:
        for w in range(i, j): labels[w] = begin if w == i else begin + 1


def mended(labels, names):
    """An I that does not follow its own B or I begins anew: where a window or another span cut its own off."""
    out = list(labels)
    for i, l in enumerate(out):
        before = out[i - 1] if i else 0
        if l > 0 and names[l][0] == "I" and before >= 0 and names[before][1:] != names[l][1:]: out[i] = l - 1
    return out


def attributions(doc, record):
    at, n = Index(doc.words), len(doc.words)
    known = [True] * n
    for s, e in record["discard"]:
        for w in range(*at.range(s, e)): known[w] = False
    golds = []
    for a in record["attributions"]:
        g = {k: [x for x in (at.range(s, e) for s, e in a[k]) if x[1] > x[0]] for k in ("source", "cue", "content")}
        if g["cue"]: golds.append(g)
    flat = [0] * n
    for k, b in (("content", 5), ("source", 1), ("cue", 3)):
        for g in golds: bio(g[k], flat, b)
    doc.flat = [f if ok else -1 for f, ok in zip(flat, known)]
    doc.cues = []
    for g in golds:
        labels = [0] * n
        bio(g["content"], labels, 3); bio(g["source"], labels, 1)
        doc.cues.append((g["cue"][0][0], g["cue"][0][1], [l if ok else -1 for l, ok in zip(labels, known)]))


def names(doc, entities, free=()):
    """Allowed labels a word: O outside of names, anything in a stretch of `free`. A corpus that leaves a kind out teaches
    O for it all the same: left open, the network gave that kind to ordinary words."""
    at, n = Index(doc.words), len(doc.words)
    doc.names = [{0} for _ in range(n)]
    for s, e in free:
        for w in range(*at.range(s, e)): doc.names[w] = set(range(len(NAMES)))
    for s, e, kind in sorted(entities, key=lambda x: x[1] - x[0]):  # the outermost last, so that it stands
        i, j = at.range(s, e)
        for w in range(i, j): doc.names[w] = {NAMES.index(("B-" if w == i else "I-") + kind)}


def load(corpora, words, vocabulary):
    """All documents. `words` is the built program train/words."""
    raw, after = [], []
    def add(id, group, text, then, words=None, sentences=None):
        raw.append(dict(id=id, text=text, **({"words": words, "sentences": sentences} if words else {}))); after.append((group, then))
    for split in ("train", "dev"):
        for d in jsonl(f"{corpora}/attribution/polnear-{split}.jsonl"):
            add(d["id"], f"polnear-{split}/{d['outlet']}", d["text"], lambda doc, d=d: attributions(doc, d))
    uner = {}
    for f in ("uner-ewt-train-draft", "uner-ewt-dev"):
        for d in jsonl(f"{corpora}/entities/{f}.jsonl"): uner[d["sent_id"]] = d
    for group, path in (("ewt-train", "ewt/en_ewt-ud-train"), ("ewt-dev", "ewt/en_ewt-ud-dev"), ("gum-train", "gum/gum-train"), ("gum-dev", "gum/gum-dev")):
        for d in conllu(f"{corpora}/syntax/{path}.conllu", group.split("-")[0]):
            def tree(doc, d=d, group=group):
                rows = d["rows"]
                doc.upos = [UPOS.index(r[3]) if r[3] in UPOS else -1 for r in rows]
                doc.lemma = [(r[1], r[2]) if r[2] != "_" or r[1] == "_" else None for r in rows]
                doc.deprel = [r[7] for r in rows]; doc.heads = [0] * len(rows)
                for a, b in d["sentences"]:
                    for w in range(a, b): doc.heads[w] = a + int(rows[w][6]) - 1 if rows[w][6] != "0" else -1
                if group[:3] == "ewt":
                    found = []
                    for sent, base in d["names_of"]:
                        for e in uner[sent]["entities"] if sent in uner else (): found.append((base + e["s"], base + e["e"], {"PER": "person", "ORG": "organization", "LOC": "place"}[e["type"]]))
                    names(doc, found)
                else: doc.coref = entity_brackets(rows)
            add(d["id"], f"{group}/{d['group'].split('/')[1]}", d["text"], tree, d["words"], d["sentences"])
    kinds = dict(politician="person", person="person", politicalparty="organization", organisation="organization", country="place", location="place", event="event", election="event")
    for d in jsonl(f"{corpora}/entities/crossner-politics.jsonl"):
        add(d["id"], "crossner-train/politics", d["text"], lambda doc, d=d: names(doc, [(e["s"], e["e"], kinds[e["type"]]) for e in d["entities"] if e["type"] in kinds], [(e["s"], e["e"]) for e in d["entities"] if e["type"] == "misc"]))
    kinds3 = dict(Organisation="organization", Location="place", Person="person")
    for d in jsonl(f"{corpora}/entities/re3d.jsonl"):
        def re3d(doc, d=d):
            es = [e for e in d["entities"] if e["type"] in kinds3]
            sure = [e for e in es if e.get("conf", 1) >= 0.5 and e["t"][:1].isupper() and not e["t"].startswith("The ")]
            names(doc, [(e["s"], e["e"], kinds3[e["type"]]) for e in sure], [(e["s"], e["e"]) for e in es if e not in sure])
        add("re3d-" + d["id"], f"re3d-train/{d['publisher']}", d["text"], re3d)
    run = subprocess.run([words, vocabulary], input="".join(json.dumps(r) + "\n" for r in raw), capture_output=True, text=True, check=True)
    docs = []
    for line, r, (group, then) in zip(run.stdout.splitlines(), raw, after):
        w = json.loads(line); assert w["id"] == r["id"]
        doc = Document(r["id"], group, r["text"], [tuple(x) for x in w["words"] or ()], [tuple(x) for x in w["sentences"] or ()], w["pieces"] or [], w["shape"], w["quote"], w["start"])
        if doc.words: then(doc); docs.append(doc)
    return docs


def vocabularies(docs):
    """The label sets of lemma scripts and relations, by how often the training parts hold them."""
    lemma, rel = collections.Counter(), collections.Counter()
    for d in docs:
        if d.heads is None or "-train" not in d.group: continue
        lemma.update(script(*x) for x in d.lemma if x); rel.update(d.deprel)
    return [s for s, n in lemma.most_common(512) if n > 2], [r for r, n in rel.most_common() if n >= 8]
