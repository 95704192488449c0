using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace CnnGen.Runtime;

/// <summary>Where each parameter of a network lies in its packed weights. One per network class, shared by its instances.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WeightLayout
{
    private readonly ParameterDescriptor[] _parameters;
    private readonly ParameterSegment[] _segments;
    private readonly DerivedPack[] _derived;
    private readonly WinogradPack[] _atPoints;
    private readonly NarrowPack[] _narrow;

    /// <summary>Checks and keeps the descriptors.</summary>
    /// <param name="parameters">The parameters in the order of files and collections.</param>
    /// <param name="floats">Floats of the packed weights.</param>
    /// <param name="folds">What inference reads in place of some of them, or null.</param>
    /// <param name="foldedFloats">Floats of that.</param>
    /// <param name="derived">Weights that inference reads in another order, which lie among what is folded; or null.</param>
    /// <param name="atPoints">Weights that inference reads at the points of <see cref="Winograd"/>, which lie there too; or null.</param>
    /// <param name="narrow">Weights that inference reads as bfloat16, which lie there too; or null.</param>
    /// <exception cref="ArgumentException">The descriptors contradict each other; the message names the parameter.</exception>
    public WeightLayout(
        IReadOnlyList<ParameterDescriptor> parameters,
        int floats,
        IReadOnlyList<FoldedNorm>? folds = null,
        int foldedFloats = 0,
        DerivedPack[]? derived = null,
        WinogradPack[]? atPoints = null,
        NarrowPack[]? narrow = null)
    {
        Folds = folds ?? [];
        _derived = derived ?? [];
        _atPoints = atPoints ?? [];
        _narrow = narrow ?? [];
        FoldedFloats = foldedFloats;
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        Floats = floats;

        // Copies behind read-only views: all instances of the class share them, and a caller may cast.
        _parameters = [.. parameters.Select(static parameter => parameter with { Shape = Array.AsReadOnly<int>([.. parameter.Shape]) })];
        Parameters = Array.AsReadOnly(_parameters);
        _segments = new ParameterSegment[_parameters.Length];
        for (int i = 0; i < _parameters.Length; i++)
        {
            ParameterDescriptor parameter = _parameters[i];
            CheckSizes(parameter, floats);
            _segments[i] = new ParameterSegment(parameter.Name, parameter.Offset, parameter.Pack.PackedLength, parameter.Trainable);
        }

        CheckDistinct(_segments);
    }

    /// <summary>Floats of the packed weights, padding included.</summary>
    public int Floats { get; }

    /// <summary>What inference reads in place of normalisations and the weights in front of them.</summary>
    public IReadOnlyList<FoldedNorm> Folds { get; }

    /// <summary>Weights that inference reads in another order: they lie among what is folded, which may go into them.</summary>
    public ReadOnlySpan<DerivedPack> Derived => _derived;

    /// <summary>Weights that inference reads at the points of <see cref="Winograd"/>: they follow from the network's, or from what is folded.</summary>
    public ReadOnlySpan<WinogradPack> AtPoints => _atPoints;

    /// <summary>Weights that inference reads as bfloat16: they follow from the network's, or from what is folded.</summary>
    public ReadOnlySpan<NarrowPack> Narrow => _narrow;

    /// <summary>Floats of what is folded or derived.</summary>
    public int FoldedFloats { get; }

    /// <summary>The parameters, in the order of files and collections.</summary>
    public IReadOnlyList<ParameterDescriptor> Parameters { get; }

    /// <summary>The packed stretch of each parameter, in the order of <see cref="Parameters"/>.</summary>
    public ReadOnlySpan<ParameterSegment> Segments => _segments;

    /// <summary>Makes the named view of memory in this layout: weights, gradients or an optimizer's state.</summary>
    /// <param name="memory">At least <see cref="Floats"/> floats.</param>
    /// <exception cref="ArgumentException">The memory is shorter than the layout.</exception>
    public ParameterCollection CreateParameters(AlignedMemory memory) => CreateParameters(memory, static _ => true);

    /// <summary>Makes the named view of gradients: of what has any.</summary>
    /// <param name="memory">At least <see cref="Floats"/> floats.</param>
    internal ParameterCollection CreateGradients(AlignedMemory memory) => CreateParameters(memory, static parameter => parameter.Role == ParameterRole.Weight);

    private ParameterCollection CreateParameters(AlignedMemory memory, Func<ParameterDescriptor, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Length < Floats)
        {
            throw new ArgumentException($"the memory has {memory.Length} floats; the layout takes {Floats}", nameof(memory));
        }

        return new ParameterCollection([.. _parameters.Where(isWanted).Select(parameter => new Parameter(parameter, memory))], memory);
    }

    private static void CheckSizes(ParameterDescriptor parameter, int floats)
    {
        long elements = 1;
        foreach (int axis in parameter.Shape)
        {
            elements = checked(elements * axis);
        }

        if (elements != parameter.Pack.Length)
        {
            throw new ArgumentException(
                $"parameter '{parameter.Name}': shape {Names.Shape(parameter.Shape)} has {elements} elements; its packing takes {parameter.Pack.Length}");
        }

        if (parameter.Offset < 0 || (long)parameter.Offset + parameter.Pack.PackedLength > floats)
        {
            throw new ArgumentException(
                $"parameter '{parameter.Name}': {parameter.Pack.PackedLength} floats at {parameter.Offset} lie outside the weights' {floats} floats");
        }

        if (parameter.FanIn < 1 && parameter.Initialization is not (Initialization.Zeros or Initialization.Ones))
        {
            throw new ArgumentException(
                $"parameter '{parameter.Name}': a fan-in of {parameter.FanIn} is too small for {parameter.Initialization}");
        }
    }

    private static void CheckDistinct(ParameterSegment[] segments)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ParameterSegment segment in segments)
        {
            if (!names.Add(segment.Name))
            {
                throw new ArgumentException($"parameter '{segment.Name}' is there twice");
            }
        }

        ParameterSegment[] byOffset = [.. segments];
        Array.Sort(byOffset, static (left, right) => left.Offset.CompareTo(right.Offset));
        for (int i = 1; i < byOffset.Length; i++)
        {
            if (byOffset[i - 1].Offset + byOffset[i - 1].Length > byOffset[i].Offset)
            {
                throw new ArgumentException($"parameters '{byOffset[i - 1].Name}' and '{byOffset[i].Name}' overlap in the weights");
            }
        }
    }
}
