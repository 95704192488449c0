namespace CnnGen.Benchmarks.Layers;

// One kind a network. Where a layer keeps its input's shape, it is there twelve times, so that what brings the input into the network's own layout and
// the output out of it is little beside it.

/// <summary>Conv 7x7 stride 2, 3 to 64, 224x224.</summary>
[Input(3, 224, 224), Network(Fit = Fit.Floor, Training = false)]
[Conv(64, 7, Stride = 2, Pad = 3)]
public partial class Conv7x7;

/// <summary>Conv 1x1, 256 to 64, 56x56.</summary>
[Input(256, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Conv(64, 1)]
public partial class Conv1x1;

/// <summary>Conv 3x3, 64 to 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Conv(64, 3, Pad = 1)]
public partial class Conv3x3;

/// <summary>Conv 3x3 in 32 groups, 128 to 128, 56x56.</summary>
[Input(128, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Conv(128, 3, Pad = 1, Groups = 32)]
public partial class ConvGroups;

/// <summary>DepthwiseConv 3x3, 144, 56x56.</summary>
[Input(144, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[DepthwiseConv(3, Pad = 1)]
public partial class Depthwise3x3;

/// <summary>DepthwiseConv 5x5 stride 2, 72, 56x56.</summary>
[Input(72, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[DepthwiseConv(5, Stride = 2, Pad = 2)]
public partial class Depthwise5x5;

/// <summary>ConvTranspose 4x4 stride 2, 64 to 32, 28x28.</summary>
[Input(64, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[ConvTranspose(32, 4, Stride = 2, Pad = 1)]
public partial class Transposed;

/// <summary>Linear, 2048 to 1000.</summary>
[Input(2048), Network(Fit = Fit.Floor, Training = false)]
[Linear(1000)]
public partial class Classifier;

/// <summary>MaxPool 3x3 stride 2, 64, 112x112.</summary>
[Input(64, 112, 112), Network(Fit = Fit.Floor, Training = false)]
[MaxPool(3, Stride = 2, Pad = 1)]
public partial class MaxPoolStride2;

/// <summary>MaxPool 3x3 stride 1, 192, 28x28.</summary>
[Input(192, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1),
 MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1),
 MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1), MaxPool(3, Stride = 1, Pad = 1)]
public partial class MaxPoolStride1;

/// <summary>AvgPool 2x2, 128, 56x56.</summary>
[Input(128, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[AvgPool(2)]
public partial class AvgPool2;

/// <summary>GlobalAvgPool, 2048, 7x7.</summary>
[Input(2048, 7, 7), Network(Fit = Fit.Floor, Training = false)]
[GlobalAvgPool]
public partial class GlobalAverage;

/// <summary>BatchNorm, 256, 56x56.</summary>
[Input(256, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[BatchNorm, BatchNorm, BatchNorm, BatchNorm,
 BatchNorm, BatchNorm, BatchNorm, BatchNorm,
 BatchNorm, BatchNorm, BatchNorm, BatchNorm]
public partial class OfBatch;

/// <summary>LayerNorm, 64, 28x28.</summary>
[Input(64, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[LayerNorm, LayerNorm, LayerNorm, LayerNorm,
 LayerNorm, LayerNorm, LayerNorm, LayerNorm,
 LayerNorm, LayerNorm, LayerNorm, LayerNorm]
public partial class OfSample;

/// <summary>GroupNorm of 32 groups, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[GroupNorm(32), GroupNorm(32), GroupNorm(32), GroupNorm(32),
 GroupNorm(32), GroupNorm(32), GroupNorm(32), GroupNorm(32),
 GroupNorm(32), GroupNorm(32), GroupNorm(32), GroupNorm(32)]
public partial class OfGroups;

/// <summary>InstanceNorm, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true),
 InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true),
 InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true), InstanceNorm(Affine = true)]
public partial class OfInstance;

/// <summary>LocalResponseNorm of 5, 96, 55x55.</summary>
[Input(96, 55, 55), Network(Fit = Fit.Floor, Training = false)]
[LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5),
 LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5),
 LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5), LocalResponseNorm(5)]
public partial class LocalResponse;

/// <summary>ReLU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[ReLU, ReLU, ReLU, ReLU,
 ReLU, ReLU, ReLU, ReLU,
 ReLU, ReLU, ReLU, ReLU]
public partial class ReLULayers;

/// <summary>ReLU6, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[ReLU6, ReLU6, ReLU6, ReLU6,
 ReLU6, ReLU6, ReLU6, ReLU6,
 ReLU6, ReLU6, ReLU6, ReLU6]
public partial class ReLU6Layers;

/// <summary>LeakyReLU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01),
 LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01),
 LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01), LeakyReLU(0.01)]
public partial class LeakyReLULayers;

/// <summary>PReLU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true),
 PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true),
 PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true), PReLU(PerChannel = true)]
public partial class PReLULayers;

/// <summary>ELU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[ELU, ELU, ELU, ELU,
 ELU, ELU, ELU, ELU,
 ELU, ELU, ELU, ELU]
public partial class ELULayers;

/// <summary>CELU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[CELU, CELU, CELU, CELU,
 CELU, CELU, CELU, CELU,
 CELU, CELU, CELU, CELU]
public partial class CELULayers;

/// <summary>SELU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[SELU, SELU, SELU, SELU,
 SELU, SELU, SELU, SELU,
 SELU, SELU, SELU, SELU]
public partial class SELULayers;

/// <summary>GELU, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[GELU, GELU, GELU, GELU,
 GELU, GELU, GELU, GELU,
 GELU, GELU, GELU, GELU]
public partial class GELULayers;

/// <summary>Mish, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Mish, Mish, Mish, Mish,
 Mish, Mish, Mish, Mish,
 Mish, Mish, Mish, Mish]
public partial class MishLayers;

/// <summary>HardSigmoid, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[HardSigmoid, HardSigmoid, HardSigmoid, HardSigmoid,
 HardSigmoid, HardSigmoid, HardSigmoid, HardSigmoid,
 HardSigmoid, HardSigmoid, HardSigmoid, HardSigmoid]
public partial class HardSigmoidLayers;

/// <summary>HardSwish, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[HardSwish, HardSwish, HardSwish, HardSwish,
 HardSwish, HardSwish, HardSwish, HardSwish,
 HardSwish, HardSwish, HardSwish, HardSwish]
public partial class HardSwishLayers;

/// <summary>Sigmoid, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Sigmoid, Sigmoid, Sigmoid, Sigmoid,
 Sigmoid, Sigmoid, Sigmoid, Sigmoid,
 Sigmoid, Sigmoid, Sigmoid, Sigmoid]
public partial class SigmoidLayers;

/// <summary>Tanh, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Tanh, Tanh, Tanh, Tanh,
 Tanh, Tanh, Tanh, Tanh,
 Tanh, Tanh, Tanh, Tanh]
public partial class TanhLayers;

/// <summary>Softplus, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Softplus, Softplus, Softplus, Softplus,
 Softplus, Softplus, Softplus, Softplus,
 Softplus, Softplus, Softplus, Softplus]
public partial class SoftplusLayers;

/// <summary>Softsign, 64, 56x56.</summary>
[Input(64, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Softsign, Softsign, Softsign, Softsign,
 Softsign, Softsign, Softsign, Softsign,
 Softsign, Softsign, Softsign, Softsign]
public partial class SoftsignLayers;

/// <summary>Softmax, 1000.</summary>
[Input(1000), Network(Fit = Fit.Floor, Training = false)]
[Softmax, Softmax, Softmax, Softmax,
 Softmax, Softmax, Softmax, Softmax,
 Softmax, Softmax, Softmax, Softmax]
public partial class SoftmaxLayers;

/// <summary>LogSoftmax, 1000.</summary>
[Input(1000), Network(Fit = Fit.Floor, Training = false)]
[LogSoftmax, LogSoftmax, LogSoftmax, LogSoftmax,
 LogSoftmax, LogSoftmax, LogSoftmax, LogSoftmax,
 LogSoftmax, LogSoftmax, LogSoftmax, LogSoftmax]
public partial class LogSoftmaxLayers;

/// <summary>Add, 256, 56x56.</summary>
[Input(256, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input),
 Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input),
 Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input), Add(Tensor.Input)]
public partial class Sum;

/// <summary>Max, 256, 56x56.</summary>
[Input(256, 56, 56), Network(Fit = Fit.Floor, Training = false)]
[Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input),
 Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input),
 Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input), Max(Tensor.Input)]
public partial class Largest;

/// <summary>Concat of two, 128, 28x28.</summary>
[Input(128, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[Concat(Tensor.Input)]
public partial class Joined;

/// <summary>Upsample by 2, 64, 28x28.</summary>
[Input(64, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[Upsample(2)]
public partial class Nearest;

/// <summary>Upsample by 2, bilinear, 64, 28x28.</summary>
[Input(64, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[Upsample(2, Mode = UpsampleMode.Bilinear)]
public partial class Bilinear;

/// <summary>PixelShuffle by 2, 64, 28x28.</summary>
[Input(64, 28, 28), Network(Fit = Fit.Floor, Training = false)]
[PixelShuffle(2)]
public partial class Shuffled;
