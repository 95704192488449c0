using System.Collections.Generic;

namespace CnnGen.Zoo.Tests;

/// <summary>The modules with parameters of torchvision's networks in the order of their state_dict, each with its weight's shape.</summary>
internal static class TorchvisionModules
{
    /// <summary>What stands behind the shape of a convolution that has no bias.</summary>
    public const string WithoutBias = "unbiased";

    /// <summary>By class of the zoo.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        [nameof(AlexNet)] =
        [
            "features.0 64x3x11x11", "features.3 192x64x5x5", "features.6 384x192x3x3", "features.8 256x384x3x3",
            "features.10 256x256x3x3", "classifier.1 4096x9216", "classifier.4 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg11)] =
        [
            "features.0 64x3x3x3", "features.3 128x64x3x3", "features.6 256x128x3x3", "features.8 256x256x3x3", "features.11 512x256x3x3",
            "features.13 512x512x3x3", "features.16 512x512x3x3", "features.18 512x512x3x3", "classifier.0 4096x25088",
            "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg13)] =
        [
            "features.0 64x3x3x3", "features.2 64x64x3x3", "features.5 128x64x3x3", "features.7 128x128x3x3", "features.10 256x128x3x3",
            "features.12 256x256x3x3", "features.15 512x256x3x3", "features.17 512x512x3x3", "features.20 512x512x3x3",
            "features.22 512x512x3x3", "classifier.0 4096x25088", "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg16)] =
        [
            "features.0 64x3x3x3", "features.2 64x64x3x3", "features.5 128x64x3x3", "features.7 128x128x3x3", "features.10 256x128x3x3",
            "features.12 256x256x3x3", "features.14 256x256x3x3", "features.17 512x256x3x3", "features.19 512x512x3x3",
            "features.21 512x512x3x3", "features.24 512x512x3x3", "features.26 512x512x3x3", "features.28 512x512x3x3",
            "classifier.0 4096x25088", "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg19)] =
        [
            "features.0 64x3x3x3", "features.2 64x64x3x3", "features.5 128x64x3x3", "features.7 128x128x3x3", "features.10 256x128x3x3",
            "features.12 256x256x3x3", "features.14 256x256x3x3", "features.16 256x256x3x3", "features.19 512x256x3x3",
            "features.21 512x512x3x3", "features.23 512x512x3x3", "features.25 512x512x3x3", "features.28 512x512x3x3",
            "features.30 512x512x3x3", "features.32 512x512x3x3", "features.34 512x512x3x3", "classifier.0 4096x25088",
            "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg11BatchNorm)] =
        [
            "features.0 64x3x3x3", "features.1 64", "features.4 128x64x3x3", "features.5 128", "features.8 256x128x3x3", "features.9 256",
            "features.11 256x256x3x3", "features.12 256", "features.15 512x256x3x3", "features.16 512", "features.18 512x512x3x3",
            "features.19 512", "features.22 512x512x3x3", "features.23 512", "features.25 512x512x3x3", "features.26 512",
            "classifier.0 4096x25088", "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg13BatchNorm)] =
        [
            "features.0 64x3x3x3", "features.1 64", "features.3 64x64x3x3", "features.4 64", "features.7 128x64x3x3", "features.8 128",
            "features.10 128x128x3x3", "features.11 128", "features.14 256x128x3x3", "features.15 256", "features.17 256x256x3x3",
            "features.18 256", "features.21 512x256x3x3", "features.22 512", "features.24 512x512x3x3", "features.25 512",
            "features.28 512x512x3x3", "features.29 512", "features.31 512x512x3x3", "features.32 512", "classifier.0 4096x25088",
            "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg16BatchNorm)] =
        [
            "features.0 64x3x3x3", "features.1 64", "features.3 64x64x3x3", "features.4 64", "features.7 128x64x3x3", "features.8 128",
            "features.10 128x128x3x3", "features.11 128", "features.14 256x128x3x3", "features.15 256", "features.17 256x256x3x3",
            "features.18 256", "features.20 256x256x3x3", "features.21 256", "features.24 512x256x3x3", "features.25 512",
            "features.27 512x512x3x3", "features.28 512", "features.30 512x512x3x3", "features.31 512", "features.34 512x512x3x3",
            "features.35 512", "features.37 512x512x3x3", "features.38 512", "features.40 512x512x3x3", "features.41 512",
            "classifier.0 4096x25088", "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
        [nameof(Vgg19BatchNorm)] =
        [
            "features.0 64x3x3x3", "features.1 64", "features.3 64x64x3x3", "features.4 64", "features.7 128x64x3x3", "features.8 128",
            "features.10 128x128x3x3", "features.11 128", "features.14 256x128x3x3", "features.15 256", "features.17 256x256x3x3",
            "features.18 256", "features.20 256x256x3x3", "features.21 256", "features.23 256x256x3x3", "features.24 256",
            "features.27 512x256x3x3", "features.28 512", "features.30 512x512x3x3", "features.31 512", "features.33 512x512x3x3",
            "features.34 512", "features.36 512x512x3x3", "features.37 512", "features.40 512x512x3x3", "features.41 512",
            "features.43 512x512x3x3", "features.44 512", "features.46 512x512x3x3", "features.47 512", "features.49 512x512x3x3",
            "features.50 512", "classifier.0 4096x25088", "classifier.3 4096x4096", "classifier.6 1000x4096",
        ],
    };
}
