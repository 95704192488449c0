using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The networks of CnnGen.Zoo, read from its sources, compute what their attributes define, in both directions.</summary>
/// <remarks>
/// On smaller images than their own, where the definition takes too long: all filters and linear layers are there, the first linear layer reads
/// fewer pixels.
/// </remarks>
public sealed class ZooTests
{
    private const int ElementsOfATensor = 64;
    private const int MostAttempts = 3;

    // The least rows and columns that leave something to the last pool; those that are not named keep their own.
    private static readonly (string Start, int Size)[] Reduced =
    [
        ("AlexNetOf2012", 67), ("LectureAlexNet", 67), ("AlexNet", 63), ("ZfNet", 63), ("NinImageNet", 67), ("NinCifar10", 16), ("Vgg", 32),
    ];

    // Each on the size of image that it is tested on.
    private static readonly SortedDictionary<string, string> Declarations = new(
        ZooSources.Networks.ToDictionary(network => network.Key, network => ZooSources.Flatten(network.Value.Value, SizeOf(network.Key))), StringComparer.Ordinal);

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Concat(Declarations.Select(network => $"{network.Value} public partial class {network.Key};\n")), Widths.Widest));

    public static TheoryData<string> Names => new(Declarations.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_ComputesWhatItDeclares(string name)
    {
        using WidthScope scope = new(Widths.Supported[0]);

        // Other layers see each sample by itself.
        int samples = Declarations[name].Contains("[BatchNorm", StringComparison.Ordinal) ? 2 : 1;
        bool hasSlope = false;
        for (int seed = 1; seed <= MostAttempts && !hasSlope; seed++)
        {
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name, (ulong)seed);
            using DefinitionCheck check = new(ReferenceParser.Parse(Declarations[name]), network, seed, Widths.Supported[0], samples);
            check.Run();
            hasSlope = check.GradientsAreSlopeInOneDirection(ElementsOfATensor);
        }

        Assert.True(hasSlope, $"{name} has a kink in {MostAttempts} directions");
    }

    private static int? SizeOf(string network) =>
        Reduced.Where(reduced => network.StartsWith(reduced.Start, StringComparison.Ordinal)).Select(reduced => (int?)reduced.Size).FirstOrDefault();
}
