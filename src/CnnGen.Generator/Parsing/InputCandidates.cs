using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Parsing;

/// <summary>Inputs with which the layers of a class that has none would be a network, for a fix to offer.</summary>
internal static class InputCandidates
{
    /// <summary>The property of CNN007 that carries them, one a line.</summary>
    public const string Property = "@input";

    private const int MostOffered = 3;

    // Digits, CIFAR, ImageNet, then a sequence and a vector for layers that take no image.
    private static readonly int[][] Candidates = [[1, 28, 28], [3, 32, 32], [3, 224, 224], [1, 100], [100]];

    /// <summary>The sizes that fit, as C#, best known first; empty where a layer is half typed or nothing fits.</summary>
    public static string Find(NetworkAttributes attributes, CancellationToken cancellation)
    {
        NetworkDeclaration network = attributes.ReadNetwork();
        return network.Layers.Count != attributes.Layers.Count || network.Fit is < FitMode.Exact or > FitMode.Ceil
            ? ""
            : string.Join("\n", Candidates
                .Where(sizes => Fits(network with { InputSizes = sizes.ToEquatableArray() }, cancellation)).Take(MostOffered)
                .Select(sizes => string.Join(", ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))));
    }

    private static bool Fits(NetworkDeclaration network, CancellationToken cancellation)
    {
        try
        {
            return BoundNetworks.Of(network, cancellation).Graph is not null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The error is reported with the network that has this input; here it only means that nothing is offered.
            return false;
        }
    }
}
