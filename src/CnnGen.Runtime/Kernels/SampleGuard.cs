using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>Counts the samples in spans that a user passes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleGuard
{
    /// <summary>The whole number of samples that two spans hold, which share no element: an output could be written over an input still to be read.</summary>
    /// <param name="input">The input span.</param>
    /// <param name="inputLength">Elements of one input sample.</param>
    /// <param name="output">The output span.</param>
    /// <param name="outputLength">Elements of one output sample.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same whole number of samples, or they overlap.</exception>
    public static int Count(ReadOnlySpan<float> input, int inputLength, ReadOnlySpan<float> output, int outputLength)
    {
        if (input.Overlaps(output))
        {
            ThrowOverlap();
        }

        return Count(input.Length, inputLength, output.Length, outputLength);
    }

    /// <summary>The whole number of samples that spans of two lengths hold.</summary>
    /// <param name="inputSpan">Elements of the input span.</param>
    /// <param name="inputLength">Elements of one input sample.</param>
    /// <param name="outputSpan">Elements of the output span.</param>
    /// <param name="outputLength">Elements of one output sample.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same whole number of samples.</exception>
    public static int Count(int inputSpan, int inputLength, int outputSpan, int outputLength)
    {
        int samples = inputSpan / inputLength;
        if (samples * inputLength != inputSpan || (long)samples * outputLength != outputSpan)
        {
            Throw(inputSpan, inputLength, outputSpan, outputLength);
        }

        return samples;
    }

    /// <summary>Checks the span of a further output, or of the gradient by it, which may be empty.</summary>
    /// <param name="span">Elements of the span.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="length">Elements of one sample.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="whenEmpty">When it is empty, behind "none".</param>
    /// <exception cref="ArgumentException">The span is neither empty nor of that many samples.</exception>
    internal static void CheckFurther(int span, string name, int length, int samples, string whenEmpty)
    {
        if (span != 0 && span != (long)samples * length)
        {
            throw new ArgumentException($"{name} has {span} elements; {samples} samples take {samples} * {length}, or none {whenEmpty}", name);
        }
    }

    /// <summary>Checks that two spans share no element: a thread that reads samples while another has written over them would see either, now this and now that.</summary>
    /// <param name="one">A span.</param>
    /// <param name="oneName">What it is called.</param>
    /// <param name="other">Another.</param>
    /// <param name="otherName">What that is called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    internal static void CheckApart(ReadOnlySpan<float> one, string oneName, ReadOnlySpan<float> other, string otherName)
    {
        if (one.Overlaps(other))
        {
            throw new ArgumentException($"{oneName} and {otherName} overlap; they must be apart", otherName);
        }
    }

    private static void ThrowOverlap() => throw new ArgumentException("input and output overlap; they must be apart");

    private static void Throw(int inputSpan, int inputLength, int outputSpan, int outputLength) =>
        throw new ArgumentException(
            $"input has {inputSpan} elements and output has {outputSpan}; N samples take N * {inputLength} and N * {outputLength}");
}
