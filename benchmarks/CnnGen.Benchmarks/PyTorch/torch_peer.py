"""Trains a network with PyTorch on request. Arguments: threads, input shape (1,28,28), a word a layer (conv1:conv:-1:1:6:5:1:2:1:1).
A layer's third part is what it reads: the places of layers, parted by commas, -1 for the input.
One command a line on stdin, one reply a line on stdout:
set NAME BASE64     takes a parameter's float32 values   -> ok
batch X LABELS      takes samples and int32 labels       -> ok
optimizer KIND RATE makes adam, or sgd of momentum 0.9   -> ok
step                does one step                        -> the loss before it
time N              does N steps                         -> the nanoseconds they took
"""
import base64
import sys
import time

import torch
from torch import nn

threads = int(sys.argv[1])
torch.set_num_threads(threads)
input_shape = [int(size) for size in sys.argv[2].split(",")]


class Add(nn.Module):
    def forward(self, *inputs):
        return sum(inputs[1:], inputs[0])


class Linear(nn.Linear):
    def forward(self, volume):
        return super().forward(volume.flatten(1))


kinds = {
    "conv": lambda channels, filters, kernel, stride, pad, groups, bias: nn.Conv2d(
        channels, filters, kernel, stride=stride, padding=pad, groups=groups, bias=bias == 1),
    "linear": Linear, "maxpool": nn.MaxPool2d, "globalavgpool": lambda: nn.AdaptiveAvgPool2d(1),
    "batchnorm": nn.BatchNorm2d, "relu": nn.ReLU, "relu6": nn.ReLU6, "add": Add,
}


class Network(nn.Module):
    def __init__(self, words):
        super().__init__()
        self.layers = nn.ModuleList()
        self.inputs = []
        self.names = []
        for word in words:
            name, kind, inputs, *numbers = word.split(":")
            self.layers.append(kinds[kind](*map(int, numbers)))
            self.inputs.append([int(place) for place in inputs.split(",")])
            self.names.append(name)

    def forward(self, x):
        values = []
        for module, inputs in zip(self.layers, self.inputs):
            values.append(module(*(x if place < 0 else values[place] for place in inputs)))
        return values[-1]

    def named(self):
        """Parameters and running estimates by the names that they have here."""
        return {f"{name}.{key}": value for name, module in zip(self.names, self.layers) for key, value in module.state_dict(keep_vars=True).items()}


model = Network(sys.argv[3:])
parameters = model.named()
criterion = nn.CrossEntropyLoss()
optimizer = samples = labels = None


def blas():
    """The library of the matrix products: Debian's package runs several times slower on its reference BLAS than on OpenBLAS."""
    if "BLAS_INFO=mkl" in torch.__config__.show():
        return "MKL"
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            libraries = maps.read()
    except OSError:
        return "unknown BLAS"
    known = {"openblas": "OpenBLAS", "mkl": "MKL", "blis": "BLIS", "libblas": "reference BLAS"}
    return next((name for part, name in known.items() if part in libraries), "unknown BLAS")


def tensor(text, kind):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=kind)


def step():
    optimizer.zero_grad(set_to_none=True)
    loss = criterion(model(samples), labels)
    loss.backward()
    optimizer.step()
    return loss


print(f"ready {torch.__version__}, {blas()}", flush=True)
for line in sys.stdin:
    command, *arguments = line.split()
    reply = "ok"
    if command == "set":
        parameter = parameters[arguments[0]]
        with torch.no_grad():
            parameter.copy_(tensor(arguments[1], torch.float32).view_as(parameter).to(parameter.dtype))
    elif command == "batch":
        samples = tensor(arguments[0], torch.float32).view(-1, *input_shape)
        labels = tensor(arguments[1], torch.int32).long()
    elif command == "optimizer":
        rate = float(arguments[1])
        optimizer = torch.optim.Adam(model.parameters(), lr=rate) if arguments[0] == "adam" else torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    elif command == "step":
        reply = repr(step().item())
    elif command == "time":
        start = time.perf_counter_ns()
        for _ in range(int(arguments[0])):
            step()
        reply = str(time.perf_counter_ns() - start)
        if threads > 1:
            # OpenMP's threads spin for a while after their work: they must not take the other contestants' cores.
            time.sleep(0.01)
    print(reply, flush=True)
