"""A linear-chain CRF that learns from partial labels (Tsuboi et al. 2008): a word may have a set of allowed labels."""
import torch, torch.nn as nn

NEVER = -1e4


def grammar(labels):
    """Where a label may follow another: an I only its own B or I. Returns (start, move) of zeros and NEVER."""
    k = len(labels)
    start, move = torch.zeros(k), torch.zeros(k, k)
    for j, l in enumerate(labels):
        if l[0] == "I":
            start[j] = NEVER
            for i, m in enumerate(labels):
                if m[1:] != l[1:]: move[i, j] = NEVER
    return start, move


class CRF(nn.Module):
    def __init__(self, labels):
        super().__init__()
        start, move = grammar(labels)
        self.register_buffer("start_rule", start, persistent=False)
        self.register_buffer("move_rule", move, persistent=False)
        self.start, self.move = nn.Parameter(torch.zeros(len(labels))), nn.Parameter(torch.zeros(len(labels), len(labels)))

    def scores(self):
        return self.start + self.start_rule, self.move + self.move_rule

    def loss(self, emit, length, allowed):
        """Sum of negative log-likelihoods. emit [B,N,K], length [B], allowed [B,N,K] of bool."""
        start, move = self.scores()
        b, n, k = emit.shape
        free = emit
        bound = emit.masked_fill(~allowed, 2 * NEVER)
        e = torch.cat([free, bound]); live = torch.cat([length, length])
        e = e.unbind(1)
        on = (torch.arange(n)[:, None, None] < live[:, None]).unbind(0)
        a = start + e[0]
        for i in range(1, n):
            a = torch.where(on[i], torch.logsumexp(a[:, :, None] + move, 1) + e[i], a)
        z = torch.logsumexp(a, 1)
        return (z[:b] - z[b:]).sum()

    @torch.no_grad()
    def decode(self, emit, length, bonus=None):
        start, move = self.scores()
        b, n, k = emit.shape
        if bonus is not None: emit = emit + bonus
        a = start + emit[:, 0]
        back = torch.zeros(b, n, k, dtype=torch.long)
        same = torch.arange(k).expand(b, k)
        for i in range(1, n):
            m, p = (a[:, :, None] + move).max(1)
            on = (i < length)[:, None]
            a = torch.where(on, m + emit[:, i], a); back[:, i] = torch.where(on, p, same)
        y = torch.zeros(b, n, dtype=torch.long); y[:, -1] = a.argmax(1)
        for i in range(n - 1, 0, -1): y[:, i - 1] = back[torch.arange(b), i, y[:, i]]
        return [y[i, : int(length[i])].tolist() for i in range(b)]
