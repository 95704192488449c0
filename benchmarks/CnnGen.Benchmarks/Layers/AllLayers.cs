using System.Collections.Generic;
using CnnGen.Benchmarks.Cases;

namespace CnnGen.Benchmarks.Layers;

/// <summary>The rows of the layers' table: shapes of ResNet-50, MobileNet, ResNeXt, DenseNet, GoogLeNet and AlexNet.</summary>
internal static class AllLayers
{
    /// <summary>Each kind at batch 1.</summary>
    public static IReadOnlyList<BenchmarkCase> Cases { get; } =
    [
        LayerCase.Create<Conv7x7>("conv7x7", "Conv 7x7 stride 2, 3 to 64, 224x224"),
        LayerCase.Create<Conv1x1>("conv1x1", "Conv 1x1, 256 to 64, 56x56"),
        LayerCase.Create<Conv3x3>("conv3x3", "Conv 3x3, 64 to 64, 56x56"),
        LayerCase.Create<ConvGroups>("conv-groups", "Conv 3x3 in 32 groups, 128 to 128, 56x56"),
        LayerCase.Create<Depthwise3x3>("depthwise3x3", "DepthwiseConv 3x3, 144, 56x56"),
        LayerCase.Create<Depthwise5x5>("depthwise5x5", "DepthwiseConv 5x5 stride 2, 72, 56x56"),
        LayerCase.Create<Transposed>("conv-transpose", "ConvTranspose 4x4 stride 2, 64 to 32, 28x28"),
        LayerCase.Create<Classifier>("linear", "Linear, 2048 to 1000"),
        LayerCase.Create<MaxPoolStride2>("maxpool", "MaxPool 3x3 stride 2, 64, 112x112"),
        LayerCase.Create<MaxPoolStride1>("maxpool-same", "MaxPool 3x3 stride 1, 192, 28x28"),
        LayerCase.Create<AvgPool2>("avgpool", "AvgPool 2x2, 128, 56x56"),
        LayerCase.Create<GlobalAverage>("global-avgpool", "GlobalAvgPool, 2048, 7x7"),
        LayerCase.Create<OfBatch>("batchnorm", "BatchNorm, 256, 56x56"),
        LayerCase.Create<OfSample>("layernorm", "LayerNorm, 64, 28x28"),
        LayerCase.Create<OfGroups>("groupnorm", "GroupNorm of 32 groups, 64, 56x56"),
        LayerCase.Create<OfInstance>("instancenorm", "InstanceNorm, 64, 56x56"),
        LayerCase.Create<LocalResponse>("lrn", "LocalResponseNorm of 5, 96, 55x55"),
        LayerCase.Create<ReLULayers>("act-relu", "ReLU, 64, 56x56"),
        LayerCase.Create<ReLU6Layers>("act-relu6", "ReLU6, 64, 56x56"),
        LayerCase.Create<LeakyReLULayers>("act-leakyrelu", "LeakyReLU, 64, 56x56"),
        LayerCase.Create<PReLULayers>("act-prelu", "PReLU, 64, 56x56"),
        LayerCase.Create<ELULayers>("act-elu", "ELU, 64, 56x56"),
        LayerCase.Create<CELULayers>("act-celu", "CELU, 64, 56x56"),
        LayerCase.Create<SELULayers>("act-selu", "SELU, 64, 56x56"),
        LayerCase.Create<GELULayers>("act-gelu", "GELU, 64, 56x56"),
        LayerCase.Create<MishLayers>("act-mish", "Mish, 64, 56x56"),
        LayerCase.Create<HardSigmoidLayers>("act-hardsigmoid", "HardSigmoid, 64, 56x56"),
        LayerCase.Create<HardSwishLayers>("act-hardswish", "HardSwish, 64, 56x56"),
        LayerCase.Create<SigmoidLayers>("act-sigmoid", "Sigmoid, 64, 56x56"),
        LayerCase.Create<TanhLayers>("act-tanh", "Tanh, 64, 56x56"),
        LayerCase.Create<SoftplusLayers>("act-softplus", "Softplus, 64, 56x56"),
        LayerCase.Create<SoftsignLayers>("act-softsign", "Softsign, 64, 56x56"),
        LayerCase.Create<SoftmaxLayers>("softmax", "Softmax, 1000"),
        LayerCase.Create<LogSoftmaxLayers>("logsoftmax", "LogSoftmax, 1000"),
        LayerCase.Create<Sum>("add", "Add, 256, 56x56"),
        LayerCase.Create<Largest>("max", "Max, 256, 56x56"),
        LayerCase.Create<Joined>("concat", "Concat of two, 128, 28x28"),
        LayerCase.Create<Nearest>("upsample", "Upsample by 2, 64, 28x28"),
        LayerCase.Create<Bilinear>("upsample-bilinear", "Upsample by 2, bilinear, 64, 28x28"),
        LayerCase.Create<Shuffled>("pixelshuffle", "PixelShuffle by 2, 64, 28x28"),
    ];
}
