using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>A matrix of packed weights, in tiles of 16 filters, times the volumes of a shard's samples. For generated code, which passes places and sizes that it has planned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Product
{
    /// <summary>y = W x + b for each sample.</summary>
    /// <param name="x">The first sample's volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="w">The weights: tiles of 16 filters, in each a row for every element of the volume by block of 16 channels, pixel and channel.</param>
    /// <param name="b">A number for each filter, or a null reference.</param>
    /// <param name="y">The first sample's outputs, sixteen by sixteen.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="rectifies">Whether max(0, y) is stored.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    /// <param name="share">The share of the filters that is computed.</param>
    /// <param name="shares">The number of shares.</param>
    public static void Multiply(ref float x, in TensorLayout volume, ref float w, ref float b, ref float y, int filters, int plane, bool rectifies, int samples, int stride, int share, int shares) =>
        Multiply<SingleWeights>(ref x, volume, ref w, ref b, ref y, filters, plane, rectifies, samples, stride, share, shares);

    /// <summary>y = W x + b for each sample, with weights of half the width.</summary>
    /// <param name="x">The first sample's volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="w">The weights as <see cref="NarrowPack"/> makes them, bfloat16, two in the place of a float: tiles of 16 filters, in each a row for every element of the volume by block of 16 channels, pixel and channel.</param>
    /// <param name="b">A number for each filter, or a null reference.</param>
    /// <param name="y">The first sample's outputs, sixteen by sixteen.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="rectifies">Whether max(0, y) is stored.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    /// <param name="share">The share of the filters that is computed.</param>
    /// <param name="shares">The number of shares.</param>
    public static void MultiplyBFloat16(ref float x, in TensorLayout volume, ref float w, ref float b, ref float y, int filters, int plane, bool rectifies, int samples, int stride, int share, int shares) =>
        Multiply<BFloat16Weights>(ref x, volume, ref w, ref b, ref y, filters, plane, rectifies, samples, stride, share, shares);

    /// <summary>y = f(W x + b) for each sample.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="function">Its numbers.</param>
    /// <param name="x">The first sample's volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="w">The weights: tiles of 16 filters, in each a row for every element of the volume by block of 16 channels, pixel and channel.</param>
    /// <param name="b">A number for each filter, or a null reference.</param>
    /// <param name="sums">Receives the first sample's W x + b, sixteen by sixteen.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="sumsPlane">Floats from sixteen sums to the next sixteen.</param>
    /// <param name="y">The first sample's outputs, sixteen by sixteen; may be <paramref name="sums"/>.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    /// <param name="share">The share of the filters that is computed.</param>
    /// <param name="shares">The number of shares.</param>
    public static void Multiply<TFunction>(TFunction function, ref float x, in TensorLayout volume, ref float w, ref float b, ref float sums, int filters, int sumsPlane, ref float y, int plane, int samples, int stride, int share, int shares)
        where TFunction : struct, IElementFunction
    {
        Multiply(ref x, volume, ref w, ref b, ref sums, filters, sumsPlane, rectifies: false, samples, stride, share, shares);
        ActivateOutputs(new ByFunction<TFunction>(function), ref sums, filters, sumsPlane, ref y, plane, samples, stride, share, shares);
    }

    /// <summary>y = s where it is above 0, else slope * s, with s = W x + b, for each sample.</summary>
    /// <param name="x">The first sample's volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="w">The weights: tiles of 16 filters, in each a row for every element of the volume by block of 16 channels, pixel and channel.</param>
    /// <param name="b">A number for each filter, or a null reference.</param>
    /// <param name="sums">Receives the first sample's W x + b, sixteen by sixteen.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="sumsPlane">Floats from sixteen sums to the next sixteen.</param>
    /// <param name="y">The first sample's outputs, sixteen by sixteen; may be <paramref name="sums"/>.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="slopes">The first slope.</param>
    /// <param name="isOneSlope">Whether there is one slope, not one for each filter.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    /// <param name="share">The share of the filters that is computed.</param>
    /// <param name="shares">The number of shares.</param>
    public static void MultiplyBySlopes(ref float x, in TensorLayout volume, ref float w, ref float b, ref float sums, int filters, int sumsPlane, ref float y, int plane, ref float slopes, bool isOneSlope, int samples, int stride, int share, int shares)
    {
        if (isOneSlope)
        {
            Multiply(new LeakyReLU(slopes), ref x, volume, ref w, ref b, ref sums, filters, sumsPlane, ref y, plane, samples, stride, share, shares);
            return;
        }

        Multiply(ref x, volume, ref w, ref b, ref sums, filters, sumsPlane, rectifies: false, samples, stride, share, shares);
        ActivateOutputs(new BySlopes(ref slopes), ref sums, filters, sumsPlane, ref y, plane, samples, stride, share, shares);
    }

    private static void Multiply<TWeights>(ref float x, in TensorLayout volume, ref float w, ref float b, ref float y, int filters, int plane, bool rectifies, int samples, int stride, int share, int shares)
        where TWeights : struct, IWeights
    {
        switch (Simd.VectorBits)
        {
            case 512:
                ProductKernels<Lanes512, Vector512<float>>.Multiply<TWeights>(ref x, volume, ref w, ref b, ref y, filters, plane, rectifies, samples, stride, share, shares);
                break;
            case 256:
                ProductKernels<Lanes256, Vector256<float>>.Multiply<TWeights>(ref x, volume, ref w, ref b, ref y, filters, plane, rectifies, samples, stride, share, shares);
                break;
            default:
                ProductKernels<Lanes128, Vector128<float>>.Multiply<TWeights>(ref x, volume, ref w, ref b, ref y, filters, plane, rectifies, samples, stride, share, shares);
                break;
        }
    }

    // A second walk over the outputs: each of them is the sum of as many products as the volume has elements.
    private static void ActivateOutputs<TActivation>(TActivation activation, ref float sums, int filters, int sumsPlane, ref float y, int plane, int samples, int stride, int share, int shares)
        where TActivation : struct, IOutputsActivation, allows ref struct
    {
        (int first, int end) = new Pairs(Simd.VectorBits / 32, filters, rows: 0, plane).OutputsOf(share, shares);
        bool isDense = plane == Pairs.Tile && sumsPlane == Pairs.Tile;
        for (int sample = 0; sample < samples; sample++)
        {
            for (int output = first; output < end;)
            {
                (int tile, int lane) = (output / Pairs.Tile, output % Pairs.Tile);
                int length = isDense ? end - output : Math.Min(Pairs.Tile - lane, end - output);
                nint offset = ((nint)sample * stride) + lane;
                activation.Apply(ref Unsafe.Add(ref sums, offset + (tile * sumsPlane)), ref Unsafe.Add(ref y, offset + (tile * plane)), output, length);
                output += length;
            }
        }
    }

    /// <summary>dx = W^T dy for each sample; lanes beside the volume's channels are left alone.</summary>
    /// <param name="dy">The first sample's gradient by the outputs; lanes behind the last filter are zero.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="w">The weights, as for <see cref="Multiply"/>.</param>
    /// <param name="dx">Receives the first sample's gradient by the volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    public static void InputGradient(ref float dy, int filters, int plane, ref float w, ref float dx, in TensorLayout volume, int samples, int stride)
    {
        switch (Simd.VectorBits)
        {
            case 512:
                ProductKernels<Lanes512, Vector512<float>>.InputGradient(ref dy, filters, plane, ref w, ref dx, volume, samples, stride);
                break;
            case 256:
                ProductKernels<Lanes256, Vector256<float>>.InputGradient(ref dy, filters, plane, ref w, ref dx, volume, samples, stride);
                break;
            default:
                ProductKernels<Lanes128, Vector128<float>>.InputGradient(ref dy, filters, plane, ref w, ref dx, volume, samples, stride);
                break;
        }
    }

    /// <summary>One part of dW = dy x^T, summed over the samples in their order.</summary>
    /// <param name="x">The first sample's volume.</param>
    /// <param name="volume">Its layout.</param>
    /// <param name="dy">The first sample's gradient by the outputs; lanes behind the last filter are zero.</param>
    /// <param name="filters">Outputs of a sample.</param>
    /// <param name="plane">Floats from sixteen outputs to the next sixteen.</param>
    /// <param name="dw">Receives the part's gradients, in the weights' order.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="stride">Floats from a sample's tensors to the next's.</param>
    /// <param name="part">The part.</param>
    /// <param name="parts">The number of parts that the filters are cut into.</param>
    public static void WeightGradient(ref float x, in TensorLayout volume, ref float dy, int filters, int plane, ref float dw, int samples, int stride, int part, int parts)
    {
        switch (Simd.VectorBits)
        {
            case 512:
                ProductKernels<Lanes512, Vector512<float>>.WeightGradient(ref x, volume, ref dy, filters, plane, ref dw, samples, stride, part, parts);
                break;
            case 256:
                ProductKernels<Lanes256, Vector256<float>>.WeightGradient(ref x, volume, ref dy, filters, plane, ref dw, samples, stride, part, parts);
                break;
            default:
                ProductKernels<Lanes128, Vector128<float>>.WeightGradient(ref x, volume, ref dy, filters, plane, ref dw, samples, stride, part, parts);
                break;
        }
    }

    /// <summary>What is computed of a run of outputs.</summary>
    private interface IOutputsActivation
    {
        void Apply(ref float sums, ref float y, int output, int length);
    }

    private readonly struct ByFunction<TFunction>(TFunction function) : IOutputsActivation
        where TFunction : struct, IElementFunction
    {
        public void Apply(ref float sums, ref float y, int output, int length) => Activations.Apply(function, ref sums, ref y, length);
    }

    private readonly ref struct BySlopes(ref float slopes) : IOutputsActivation
    {
        private readonly ref float _slopes = ref slopes;

        public void Apply(ref float sums, ref float y, int output, int length) => Activations.ApplySlopes(ref sums, ref Unsafe.Add(ref _slopes, output), ref y, length);
    }
}
