"""The packing room: turns fitted weights into the file we ship (needs torch and onnx, only after training)."""

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from screening.emergency.encoder.model import HOME
from screening.emergency.encoder.net import Net


class Alone(nn.Module):
    """The net for one text at a time: no padding, so no mask to carry along."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor) -> Tensor:
        return self.net(ids, torch.ones_like(ids))


def export(source: Path, fitted: Path, out: Path) -> None:
    """Trace the net, then round its weights to one byte each."""
    net = Net(source)
    net.load_state_dict(torch.load(fitted, weights_only=True))
    net.eval()
    example = torch.tensor([[101, 2014, 5423, 2003, 2317, 102]])
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Alone(net), (example,), str(plain), input_names=["ids"], output_names=["margins"],
            dynamic_axes={"ids": {1: "length"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(plain), str(out), weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pack fitted weights into model.onnx.")
    parser.add_argument("source", type=Path, help="folder with the original model.safetensors, config.json, vocab.txt")
    parser.add_argument("fitted", type=Path, help="what train wrote")
    given = parser.parse_args()
    export(given.source, given.fitted, HOME / "model.onnx")
    shutil.copyfile(given.source / "vocab.txt", HOME / "vocab.txt")
    print(f"model.onnx  {(HOME / 'model.onnx').stat().st_size} bytes")


if __name__ == "__main__":
    main()
