"""Trains a network with PyTorch on request. Arguments: threads, input shape (1,28,28), a word a layer (conv1:conv:1:6:5:2).
One command a line on stdin, one reply a line on stdout:
set NAME BASE64     takes a parameter's float32 values   -> ok
batch X LABELS      takes samples and int32 labels       -> ok
optimizer RATE      makes SGD with momentum 0.9          -> ok
step                does one step                        -> the loss before it
time N              does N steps                         -> the nanoseconds they took
"""
import base64
import collections
import sys
import time

import torch
from torch import nn

threads = int(sys.argv[1])
torch.set_num_threads(threads)
input_shape = [int(size) for size in sys.argv[2].split(",")]
kinds = {
    "conv": lambda channels, filters, kernel, pad: nn.Conv2d(channels, filters, kernel, padding=pad),
    "linear": nn.Linear, "maxpool": nn.MaxPool2d, "relu": nn.ReLU, "flatten": nn.Flatten,
}


def layer(word):
    name, kind, *numbers = word.split(":")
    return name, kinds[kind](*map(int, numbers))


model = nn.Sequential(collections.OrderedDict(map(layer, sys.argv[3:])))
parameters = dict(model.named_parameters())
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
            parameter.copy_(tensor(arguments[1], torch.float32).view_as(parameter))
    elif command == "batch":
        samples = tensor(arguments[0], torch.float32).view(-1, *input_shape)
        labels = tensor(arguments[1], torch.int32).long()
    elif command == "optimizer":
        optimizer = torch.optim.SGD(model.parameters(), lr=float(arguments[0]), momentum=0.9)
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
