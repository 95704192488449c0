namespace CnnGen.Zoo.Tests.Trained;

/// <summary>The digits' network of CNTK's tutorial, which ONNX's model zoo has as MNIST-8. Pixels are 0 to 255.</summary>
[Network(Training = false)]
[Input(1, 28, 28)]
[Conv(8, 5, Padding = Padding.Same), ReLU, MaxPool(2)]
[Conv(16, 5, Padding = Padding.Same), ReLU, MaxPool(3, Fit = Fit.Floor)]
[Linear(10, Name = "fc")]
public partial class CntkMnist;
