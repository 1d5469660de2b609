"""The encoder itself: six small layers, the mean of their words, four labels (needs torch, only when training)."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HEAD_RATE = 6e-4
TOP_RATE = 1.2e-4
DECAY = 0.85
THREADS = 1


class Reader(nn.Module):
    """Token numbers in, one margin per label out; the text is the mean of its words."""

    def __init__(self, source: Path, *, promised: str, frozen: int) -> None:
        super().__init__()
        check(source / "model.safetensors", promised)
        self.body = AutoModel.from_pretrained(source, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.body.config.hidden_size, 4)
        freeze(self.body, frozen)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.drop(self.pooled(ids, mask)))

    def pooled(self, ids: Tensor, mask: Tensor) -> Tensor:
        words = self.body(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        share = mask.unsqueeze(-1).float()
        return (words * share).sum(1) / share.sum(1)


class Net(Reader):
    """The one we ship."""

    def __init__(self, source: Path) -> None:
        super().__init__(source, promised=SOURCE_SHA256, frozen=0)

    def by_rate(self) -> Iterator[dict]:
        """Parameters with their learning rates: the higher the layer, the faster."""
        yield {"params": list(self.head.parameters()), "lr": HEAD_RATE}
        for height, layer in enumerate(reversed(self.body.encoder.layer)):
            yield {"params": list(layer.parameters()), "lr": TOP_RATE * DECAY**height}


def check(weights: Path, promised: str) -> None:
    """The weights we start from are the published ones, byte for byte."""
    if hashlib.sha256(weights.read_bytes()).hexdigest() != promised:
        raise SystemExit(f"{weights.name} is not the file that training starts from.")


def freeze(body: nn.Module, layers: int) -> None:
    """Words and the lowest layers stay as they were: few posts should not bend them, and it saves time."""
    for part in (body.embeddings, *body.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False


def seeded(seed: int) -> None:
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
