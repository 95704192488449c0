using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>A derived weight array and how it follows from a parameter.</summary>
/// <param name="Source">The parameter.</param>
/// <param name="Target">Where it lies and in which order.</param>
/// <param name="Taps">The source's tap of each of the target's taps.</param>
internal sealed record DerivedWeights(PlacedParameter Source, WeightOperand Target, IReadOnlyList<int> Taps);

/// <summary>The weights that one direction reads with filters and channels exchanged.</summary>
/// <param name="place">Gives an order of weights its place.</param>
internal sealed class DerivedPlan(Func<PackShape, WeightOperand> place)
{
    private readonly List<DerivedWeights> _weights = [];

    public IReadOnlyList<DerivedWeights> Weights => _weights;

    /// <summary>Takes a place for some of a parameter's taps, in an order of their own; the one that they have if they are there already.</summary>
    public WeightOperand Add(PlacedParameter source, PackShape pack, IReadOnlyList<int> taps)
    {
        if (_weights.Find(other => other.Source == source && other.Target.Pack == pack && other.Taps.SequenceEqual(taps)) is { } known)
        {
            return known.Target;
        }

        WeightOperand target = place(pack);
        _weights.Add(new DerivedWeights(source, target, taps));
        return target;
    }
}

/// <summary>The memory of what training derives, in both directions.</summary>
internal sealed class DerivedMemory
{
    /// <summary>Floats that are taken.</summary>
    public int Length { get; private set; }

    public WeightOperand Place(PackShape pack)
    {
        WeightOperand operand = new(WeightSource.Derived, Length, pack);
        Length = checked(Length + (int)pack.PackedLength);
        return operand;
    }
}

/// <summary>The weights that a program reads elsewhere than among the network's: with filters and channels exchanged, and at the points of Winograd's convolutions.</summary>
/// <param name="Exchanged">The former.</param>
/// <param name="AtPoints">The latter, which may follow from the former.</param>
internal sealed record DerivedOrder(IReadOnlyList<DerivedWeights> Exchanged, IReadOnlyList<WinogradWeights> AtPoints)
{
    /// <summary>Those that are read in half of their width, which may follow from what is folded.</summary>
    public IReadOnlyList<NarrowOperand> Narrow { get; init; } = [];
}

/// <summary>All weights that a network's programs read elsewhere.</summary>
/// <param name="Inference">What inference reads, among what is folded.</param>
/// <param name="Forward">What the forward pass of training reads.</param>
/// <param name="Backward">What the backward pass reads.</param>
/// <param name="Length">Floats of the last two.</param>
internal sealed record DerivedOrders(DerivedOrder Inference, DerivedOrder Forward, DerivedOrder Backward, int Length);
