using System.Collections.Generic;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.Cases;

/// <summary>The table's rows.</summary>
internal static class AllCases
{
    /// <summary>Makes the cases.</summary>
    /// <param name="options">The command line.</param>
    public static IReadOnlyList<BenchmarkCase> Create(Options options) =>
    [
        ForwardCase.Create<LeNet5>("lenet5", "LeNet-5, batch 1", batch: 1, OnnxModels.LeNet5),
        ForwardCase.Create<LeNet5>("lenet5-batch32", "LeNet-5, batch 32", batch: 32, OnnxModels.LeNet5),
        ForwardCase.Create<Conv256>("conv256", "Conv 3x3 256-256 at 56x56", batch: 1, OnnxModels.Conv256),
        TrainingCase.Create(options.Threads),
    ];
}
