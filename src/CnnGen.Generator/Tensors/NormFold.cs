using System.Collections.Generic;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Tensors;

/// <summary>Places for what inference reads in place of normalisations and the weights beside them: the runtime's FoldedNorm, by the same numbers. Weights that it reads in another order lie there too.</summary>
internal sealed class FoldPlan
{
    private readonly List<NormFold> _folds = [];

    public IReadOnlyList<NormFold> Folds => _folds;

    /// <summary>Floats of all that is folded or derived.</summary>
    public int Length { get; private set; }

    /// <summary>A normalisation by running estimates.</summary>
    public NormFold Add(int channels, double epsilon, WeightOperand? weight, WeightOperand? bias, WeightOperand mean, WeightOperand variance)
    {
        NormFold fold = new(this, channels, epsilon, weight, bias, mean, variance);
        _folds.Add(fold);
        return fold;
    }

    /// <summary>Takes floats behind what is placed already.</summary>
    public WeightOperand Place(PackShape pack)
    {
        WeightOperand operand = new(WeightSource.Folded, Length, pack);
        Length = checked(Tensor.RoundUp(Length + (int)pack.PackedLength));
        return operand;
    }

    /// <summary>Takes half as many floats for weights of half the width; null where an array cannot hold them too.</summary>
    public WeightOperand? PlaceHalf(PackShape pack)
    {
        long end = Length + ((pack.PackedLength + 1) / 2);
        if (end > ArrayLimit.MostElements - Tensor.Block)
        {
            return null;
        }

        WeightOperand operand = new(WeightSource.Folded, Length, pack);
        Length = Tensor.RoundUp((int)end);
        return operand;
    }
}

/// <summary>A normalisation by running estimates: a factor and a constant a channel.</summary>
internal sealed class NormFold
{
    private readonly FoldPlan _plan;
    private readonly List<FoldedOperands> _maps = [];

    public NormFold(FoldPlan plan, int channels, double epsilon, WeightOperand? weight, WeightOperand? bias, WeightOperand mean, WeightOperand variance)
    {
        _plan = plan;
        (Channels, Epsilon, Weight, Bias, Mean, Variance) = (channels, epsilon, weight, bias, mean, variance);
        PackShape perChannel = PackShape.PerChannel(channels);
        Scale = plan.Place(perChannel);
        Shift = plan.Place(perChannel);
    }

    public int Channels { get; }

    public double Epsilon { get; }

    public WeightOperand? Weight { get; }

    public WeightOperand? Bias { get; }

    public WeightOperand Mean { get; }

    public WeightOperand Variance { get; }

    /// <summary>The factors.</summary>
    public WeightOperand Scale { get; }

    /// <summary>The constants, behind the factors.</summary>
    public WeightOperand Shift { get; }

    /// <summary>The linear maps that it is multiplied into: none, or one, or the parts of one.</summary>
    public IReadOnlyList<FoldedOperands> Maps => _maps;

    /// <summary>Multiplies it into a linear map's weights; parts of a map that have the same ones have the same behind it.</summary>
    /// <param name="weights">The weights, which are replaced where they lie among what is folded: they are derived, or another normalisation has gone into them.</param>
    /// <param name="bias">The bias, or null.</param>
    /// <param name="isBehind">Whether the map follows the normalisation.</param>
    public FoldedOperands Into(WeightOperand weights, WeightOperand? bias, bool isBehind)
    {
        FoldedOperands? map = _maps.Find(other => other.Source == weights);
        if (map is null)
        {
            WeightOperand folded = weights.Source == WeightSource.Folded ? weights : _plan.Place(weights.Pack);
            WeightOperand foldedBias = bias is { Source: WeightSource.Folded } ? bias : _plan.Place(weights.Pack.Bias);
            _maps.Add(map = new FoldedOperands(weights, bias, folded, foldedBias, isBehind));
        }

        return map;
    }
}

/// <summary>A linear map's weights before and after a normalisation is multiplied in.</summary>
/// <param name="Source">The weights.</param>
/// <param name="SourceBias">The bias, or null.</param>
/// <param name="Weights">The weights with it, which replace those of an earlier one.</param>
/// <param name="Bias">The bias with it.</param>
/// <param name="IsBehind">Whether the map follows the normalisation.</param>
internal sealed record FoldedOperands(WeightOperand Source, WeightOperand? SourceBias, WeightOperand Weights, WeightOperand Bias, bool IsBehind);
