namespace CnnGen.Benchmarks.Networks;

/// <summary>The LeNet of the lectures and of Caffe: 20 and 50 filters, 500 hidden units, 28x28 digits.</summary>
[Input(1, 28, 28)]
[Conv(20, 5), MaxPool(2)]
[Conv(50, 5), MaxPool(2)]
[Linear(500), ReLU]
[Linear(10)]
public partial class LectureLeNet;
