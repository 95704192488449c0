using System;
using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Weights of a 3x3 convolution and their place at the points where they are multiplied.</summary>
/// <param name="Source">The weights.</param>
/// <param name="Target">Where they lie at the points.</param>
internal sealed record WinogradWeights(WeightOperand Source, WeightOperand Target);

/// <summary>The weights that one direction reads at the points.</summary>
/// <param name="place">Gives an order of weights its place.</param>
internal sealed class WinogradPlan(Func<PackShape, WeightOperand> place)
{
    private readonly List<WinogradWeights> _weights = [];

    public IReadOnlyList<WinogradWeights> Weights => _weights;

    /// <summary>Takes a place for weights at the points.</summary>
    public WeightOperand Add(WeightOperand source, PackShape pack)
    {
        WeightOperand target = place(pack);
        _weights.Add(new WinogradWeights(source, target));
        return target;
    }
}
