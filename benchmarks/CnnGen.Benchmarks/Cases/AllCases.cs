using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Benchmarks.Building;

namespace CnnGen.Benchmarks.Cases;

/// <summary>The rows of the tables.</summary>
internal static class AllCases
{
    private static readonly Row[] Networks =
    [
        new("LectureLeNet", "lenet", "LeNet", 1),
        new("LectureLeNet", "lenet-batch32", "LeNet", 32),
        new("LectureLeNet", "lenet-train", "LeNet", 32) { Trains = true },
        new("ConvNetJsCifar", "cifar", "ConvNetJS CIFAR-10", 1),
        new("ConvNetJsCifar", "cifar-batch32", "ConvNetJS CIFAR-10", 32),
        new("ConvNetJsCifar", "cifar-train", "ConvNetJS CIFAR-10", 32) { Trains = true },
        new("MnistCnn", "mnist-train", "MNIST CNN", 64) { Trains = true, IsAdam = true, CheckedRate = 1e-3f },
        new("SmallResNet20", "resnet20-train", "ResNet-20, 32x32", 64) { Trains = true, CheckedRate = 1e-3f },
        new("SmallResNet18", "resnet18-train", "ResNet-18, 32x32", 32) { Trains = true, CheckedRate = 1e-3f },
        new("RecomputedResNet18", "resnet18-recompute-train", "ResNet-18, 32x32, recomputed", 32) { Trains = true, CheckedRate = 1e-3f },
        new("SmallMobileNetV2", "mobilenet-v2-train", "MobileNet V2, 32x32", 32) { Trains = true, CheckedRate = 1e-5f },
        new("AlexNet", "alexnet", "AlexNet", 1),
        new("AlexNet", "alexnet-batch32", "AlexNet", 32),
        new("NarrowAlexNet", "alexnet-bfloat16", "AlexNet, bfloat16 Linear", 1) { Tolerance = Agreement.NarrowTolerance },
        new("Vgg16", "vgg16", "VGG-16", 1),
        new("NarrowVgg16", "vgg16-bfloat16", "VGG-16, bfloat16 Linear", 1) { Tolerance = Agreement.NarrowTolerance },
        new("ResNet18", "resnet18", "ResNet-18", 1),
        new("ResNet50", "resnet50", "ResNet-50", 1),
        new("MobileNetV1", "mobilenet-v1", "MobileNet V1", 1),
        new("MobileNetV2", "mobilenet-v2", "MobileNet V2", 1),
    ];

    /// <summary>The cases of the README's table.</summary>
    /// <param name="options">The command line.</param>
    public static IReadOnlyList<BenchmarkCase> OfTable(Options options) =>
    [
        ForwardCase.Create<LeNet5>("lenet5", "LeNet-5, batch 1", batch: 1),
        ForwardCase.Create<LeNet5>("lenet5-batch32", "LeNet-5, batch 32", batch: 32),
        ForwardCase.Create<Conv256>("conv256", "Conv 3x3 256-256 at 56x56", batch: 1),
        TrainingCase.Create<LeNet5>("lenet5-train", "LeNet-5", new TrainingWork(32, options.Threads)),
        TrainingCase.Create<UnpaddedLeNet5>("simplechains-train", "LeNet-5 without padding", new TrainingWork(128, options.Threads) { IsAdam = true, CheckedRate = 3e-4f }),
    ];

    /// <summary>The two products of a convolution's backward pass.</summary>
    /// <param name="options">The command line.</param>
    public static IReadOnlyList<BenchmarkCase> OfGradients(Options options) =>
    [
        .. GradientCase.Create<Conv64>("conv64", "Conv 3x3, 64 to 64, 56x56", options.Threads),
        .. GradientCase.Create<SmallConv256>("conv256-14", "Conv 3x3, 256 to 256, 14x14", options.Threads),
        .. GradientCase.Create<Conv256>("conv256-56", "Conv 3x3, 256 to 256, 56x56", options.Threads),
    ];

    /// <summary>The networks that everybody knows, those that the command line names. Builds them first.</summary>
    /// <param name="options">The command line.</param>
    /// <exception cref="InvalidOperationException">The build fails.</exception>
    public static IReadOnlyList<BenchmarkCase> OfNetworks(Options options)
    {
        Row[] rows = [.. Networks.Where(row => options.Includes(row.Name))];
        if (rows.Length == 0)
        {
            return [];
        }

        Assembly assembly = NetworksProject.Load();
        return [.. rows.Select(row => Create(assembly, row, options.Threads))];
    }

    private static BenchmarkCase Create(Assembly assembly, Row row, int threads)
    {
        Type network = assembly.GetType($"{NetworksProject.Namespace}.{row.Class}", throwOnError: true)!;
        (Type kind, object[] arguments) = row.Trains
            ? (typeof(TrainingCase), new object[] { row.Name, row.Title, new TrainingWork(row.Batch, threads) { IsAdam = row.IsAdam, CheckedRate = row.CheckedRate } })
            : (typeof(ForwardCase), [row.Name, $"{row.Title}, batch {row.Batch}", row.Batch, row.Tolerance]);

        // By the runtime, because the program does not know the classes when it is compiled.
        MethodInfo create = kind.GetMethod(nameof(ForwardCase.Create))!.MakeGenericMethod(network);
        return (BenchmarkCase)create.Invoke(null, arguments)!;
    }

    /// <summary>A row of the networks' table.</summary>
    /// <param name="Class">The network's class.</param>
    /// <param name="Name">What the command line calls the row.</param>
    /// <param name="Title">What the table calls the network.</param>
    /// <param name="Batch">Samples of one Forward or one step.</param>
    private sealed record Row(string Class, string Name, string Title, int Batch)
    {
        /// <summary>Whether a training step is timed.</summary>
        public bool Trains { get; init; }

        /// <summary>Whether it is Adam's.</summary>
        public bool IsAdam { get; init; }

        /// <summary>How far the results of a Forward may be apart.</summary>
        public double Tolerance { get; init; } = Agreement.Tolerance;

        /// <summary>The learning rate at which the steps are compared. Deep networks with BatchNorm double what they differ by in each step at a high one.</summary>
        public float CheckedRate { get; init; } = 0.05f;
    }
}
