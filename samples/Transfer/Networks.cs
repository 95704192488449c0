using System;
using CnnGen;
using CnnGen.Zoo;

namespace Transfer;

/// <summary>A network whose body can be asked for its features: what the head reads.</summary>
internal interface IBody
{
    /// <summary>Computes scores and features.</summary>
    void ComputeFeatures(ReadOnlySpan<float> input, Span<float> output, Span<float> features);
}

/// <remarks>
/// He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", 18 layers. The parameters have torchvision's names, and its
/// checkpoint loads but for the head.
/// </remarks>
[Network(Fit = Fit.Floor)]
[Input(3, 224, 224)]
[Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1)]
[BasicBlock(64, Repeat = 2)]
[BasicBlock(128, Stride = 2, Repeat = 2)]
[BasicBlock(256, Stride = 2, Repeat = 2)]
[BasicBlock(512, Stride = 2, Repeat = 2)]
[GlobalAvgPool, Output("features")]
[Linear(Head.MostKinds, Name = "fc")]
internal partial class ResNet18 : IBody
{
    void IBody.ComputeFeatures(ReadOnlySpan<float> input, Span<float> output, Span<float> features) => Forward(input, output, features);
}

/// <summary>The head of <see cref="ResNet18"/>, for features that are computed once.</summary>
[Input(512)]
[Linear(Head.MostKinds, Name = "fc")]
internal partial class ResNet18Head;

/// <summary>The same for small pictures, with a block a stage and few channels: what a processor trains in seconds.</summary>
[Network(Fit = Fit.Floor)]
[Input(3, 32, 32)]
[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2)]
[BasicBlock(16)]
[BasicBlock(32, Stride = 2)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[GlobalAvgPool, Output("features")]
[Linear(Head.MostKinds, Name = "fc")]
internal partial class SmallResNet : IBody
{
    void IBody.ComputeFeatures(ReadOnlySpan<float> input, Span<float> output, Span<float> features) => Forward(input, output, features);
}

/// <summary>The head of <see cref="SmallResNet"/>.</summary>
[Input(128)]
[Linear(Head.MostKinds, Name = "fc")]
internal partial class SmallHead;
