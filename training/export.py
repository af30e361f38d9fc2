"""The trained networks as int8 ONNX files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.network import WIDTH, Encoder, Links, Roles

INPUTS = {
    "encoder": ["pieces", "starts", "pos", "dep", "quoted", "hinted"],
    "roles": ["x", "anchor", "distance", "rule", "tree", "mask"],
}
OUTPUTS = {"encoder": ["vectors", "anchors"], "roles": ["tags", "acts", "states"]}


def write(net: Encoder, reader: Roles, out: Path) -> None:
    """``encoder.onnx`` and ``roles.onnx`` in ``out``; weights in 7 bits of int8, so that processors
    with and without VNNI compute the same (``reduce_range``)."""
    token = torch.ones(2, 9, dtype=torch.int64)
    _write(net, (token, *[torch.zeros(2, 5, dtype=torch.int64)] * 5), out / "encoder.onnx")
    fed = (
        torch.zeros(3, 5, WIDTH),
        torch.zeros(3, dtype=torch.int64),
        *[token[:1, :5].expand(3, 5)] * 4,
    )
    _write(reader, fed, out / "roles.onnx")


def write_links(net: Links, out: Path) -> None:
    """``links.onnx`` in ``out``; it is small and stays in floating point."""
    vector, signs = net.said.in_features, net.pair.in_features - 3 * net.said.out_features
    fed = (torch.zeros(2, vector), torch.zeros(2, vector), torch.zeros(2, signs))
    names = ["answer", "other", "signs"]
    torch.onnx.export(
        net, fed, str(out / "links.onnx"), input_names=names, output_names=["scores"],
        dynamic_axes={n: {0: "pairs"} for n in (*names, "scores")}, opset_version=17, dynamo=False,
    )  # fmt: skip


def _write(model: nn.Module, fed: tuple[torch.Tensor, ...], path: Path) -> None:
    names, results = INPUTS[path.stem], OUTPUTS[path.stem]
    axes = {n: {0: f"{n}_rows", 1: f"{n}_columns"} for n in (*names, *results)}
    axes["anchor"] = {0: "rows"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / path.name
        torch.onnx.export(
            model, fed, str(whole), input_names=names, output_names=results, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
