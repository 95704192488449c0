using System;

namespace CnnGen;

/// <summary>What the outputs of a batch should be: classes by their number, or numbers.</summary>
/// <remarks>Arrays and spans of int are labels, those of float are numbers: <c>loss.Compute(scores, labels, shape, gradient)</c>.</remarks>
public readonly ref struct Targets
{
    /// <summary>Targets that are classes.</summary>
    /// <param name="labels">The class of each sample, or of each position of each sample, from 0.</param>
    public Targets(ReadOnlySpan<int> labels)
    {
        Labels = labels;
        AreLabels = true;
    }

    /// <summary>Targets that are numbers.</summary>
    /// <param name="values">A number for each output, laid out as the outputs are.</param>
    public Targets(ReadOnlySpan<float> values) => Values = values;

    /// <summary>Whether they are classes.</summary>
    public bool AreLabels { get; }

    /// <summary>The classes; empty where the targets are numbers.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>The numbers; empty where the targets are classes.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>How many classes or numbers there are.</summary>
    public int Length => AreLabels ? Labels.Length : Values.Length;

    /// <summary>Takes classes.</summary>
    /// <param name="labels">The classes.</param>
    public static implicit operator Targets(ReadOnlySpan<int> labels) => new(labels);

    /// <summary>Takes classes.</summary>
    /// <param name="labels">The classes.</param>
    public static implicit operator Targets(Span<int> labels) => new(labels);

    /// <summary>Takes classes.</summary>
    /// <param name="labels">The classes.</param>
    public static implicit operator Targets(int[] labels) => new(labels);

    /// <summary>Takes numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator Targets(ReadOnlySpan<float> values) => new(values);

    /// <summary>Takes numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator Targets(Span<float> values) => new(values);

    /// <summary>Takes numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator Targets(float[] values) => new(values);
}
