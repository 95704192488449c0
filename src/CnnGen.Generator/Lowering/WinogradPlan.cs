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
/// <param name="before">The plan of the direction before, whose weights are still there; null where there is none.</param>
internal sealed class WinogradPlan(Func<PackShape, WeightOperand> place, WinogradPlan? before = null)
{
    private readonly List<WinogradWeights> _weights = [];

    public IReadOnlyList<WinogradWeights> Weights => _weights;

    /// <summary>Takes a place for weights at the points; the one that they have if they are there already, for one direction or the other.</summary>
    public WeightOperand Add(WeightOperand source, PackShape pack)
    {
        if (Find(source, pack) is { } known)
        {
            return known;
        }

        WeightOperand target = place(pack);
        _weights.Add(new WinogradWeights(source, target));
        return target;
    }

    private WeightOperand? Find(WeightOperand source, PackShape pack) =>
        _weights.Find(other => other.Source == source && other.Target.Pack == pack)?.Target ?? before?.Find(source, pack);
}
