namespace CnnGen.Zoo;

/// <remarks>
/// The LeNet of Caffe's MNIST example, which lectures took over: 20 and 50 filters, 500 hidden units. It has no activation between a
/// convolution and the maxima behind it, only one between the linear layers. Counts: Han, Pool, Tran and Dally 2015, "Learning both Weights and
/// Connections for Efficient Neural Networks", whose LeNet-5 it is.
/// </remarks>
[Input(1, 28, 28)]
[Conv(20, 5, Name = "conv1"), MaxPool(2)]
[Conv(50, 5, Name = "conv2"), MaxPool(2)]
[Linear(500, Name = "ip1"), ReLU]
[Linear(10, Name = "ip2")]
public partial class LectureLeNet;
