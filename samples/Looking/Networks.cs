using CnnGen;

namespace Looking;

/// <summary>LeNet-5, with the layers' names that a PyTorch checkpoint may have.</summary>
[Network(Inspect = true)]
[Input(1, 28, 28)]
[Conv(6, 5, Pad = 2, Name = "conv1"), ReLU(Name = "relu1"), MaxPool(2, Name = "pool1")]
[Conv(16, 5, Name = "conv2"), ReLU(Name = "relu2"), MaxPool(2, Name = "pool2")]
[Linear(120, Name = "fc1"), ReLU(Name = "relu3")]
[Linear(84, Name = "fc2"), ReLU(Name = "relu4")]
[Linear(10, Name = "fc3")]
public partial class LeNet5;

/// <summary>Karpathy 2014, the network of ConvNetJS's CIFAR-10 demonstration.</summary>
[Network(Inspect = true)]
[Input(3, 32, 32)]
[Conv(16, 5, Pad = 2, Name = "conv1"), ReLU(Name = "relu1"), MaxPool(2, Name = "pool1")]
[Conv(20, 5, Pad = 2, Name = "conv2"), ReLU(Name = "relu2"), MaxPool(2, Name = "pool2")]
[Conv(20, 5, Pad = 2, Name = "conv3"), ReLU(Name = "relu3"), MaxPool(2, Name = "pool3")]
[Linear(10, Name = "fc")]
public partial class ConvNetJs;
