"""Times a training step of a fully connected autoencoder with PyTorch on the CPU: what a user would write instead.

Widths from input to output, compositions per step, learning rate and seconds as one JSON document on standard input;
prints the seconds per step, the best of its second-long rounds.
"""
import json
import sys
import time

import torch
from torch import nn

asked = json.load(sys.stdin)
widths, batch = asked["widths"], asked["batch"]
torch.manual_seed(42)
layers = []
for inputs, outputs in zip(widths, widths[1:]):
    layers += [nn.Linear(inputs, outputs), nn.ReLU()]
network = nn.Sequential(*layers[:-1])
adam = torch.optim.Adam(network.parameters(), lr=asked["rate"])
data = torch.rand(batch, widths[0])


def step():
    adam.zero_grad()
    loss = ((network(data) - data) ** 2).mean()
    loss.backward()
    adam.step()
    loss.item()


for _ in range(3):
    step()
best = float("inf")
for _ in range(asked["seconds"]):
    began, steps = time.perf_counter(), 0
    while time.perf_counter() - began < 1:
        step()
        steps += 1
    best = min(best, (time.perf_counter() - began) / steps)
print(json.dumps({"secondsPerStep": best, "torch": torch.__version__, "threads": torch.get_num_threads()}))
