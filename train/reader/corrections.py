"""Corrections by people (docs/corrections.md) as gold attributions, in the form that `corpora.attributions` takes."""
import hashlib, json
from pathlib import Path


def load(folder):
    """The entries of every overlay in a folder, by the hash of their text."""
    out = {}
    for path in sorted(Path(folder).rglob("*.jsonl")):
        for line in path.read_text("utf8").split("\n"):
            if line.strip():
                e = json.loads(line)
                out.setdefault(e["text_sha256"], []).append(e)
    return out


def quotes(words, text):
    """Whether words quote the text: whole, or its two ends with an ellipsis between."""
    first, cut, last = words.partition("…")
    first, last = first.rstrip(" "), last.lstrip(" ")
    return words == text or bool(cut and first and last) and len(first) + len(last) <= len(text) and text.startswith(first) and text.endswith(last)


def gold(text, entries, sentences):
    """{"attributions", "discard"} of one text, in code points, or None where no entry teaches anything. Sentences are
    spans. To be discarded is what no entry touches, and what one touches that leaves open where its roles are."""
    def spans(places):
        for s, e, words in places:
            if not quotes(words, text[s:e]): raise ValueError(f"[{s}, {e}] is not {words!r}")
        return [[s, e] for s, e, _ in places]
    found, known, open_ = {}, [], []
    for e in entries:
        if e["layer"] != "attributions": continue
        roles = {k: spans(e[k]) for k in ("source", "cue", "content") if k in e}
        here = [s for r in roles.values() for s in r]
        if e["op"] == "right" and len(roles) == 3 and not e.get("possible"): found[json.dumps(roles)] = roles; known += here
        elif e["op"] == "wrong" and len(roles) == 1: known += here
        else: open_.append((roles["cue"], here))
    open_ = [s for cue, here in open_ if not any(cue == g["cue"] for g in found.values()) for s in here]
    at, discard = 0, []
    for s, e in sentences:
        touches = lambda spans: any(a < e and s < b for a, b in spans)
        if not touches(known) or touches(open_): continue
        if s > at: discard.append([at, s])
        at = e
    if at == 0: return None
    if at < len(text): discard.append([at, len(text)])
    return dict(attributions=list(found.values()), discard=discard)


def hash_of(text):
    return hashlib.sha256(text.encode("utf8")).hexdigest()
