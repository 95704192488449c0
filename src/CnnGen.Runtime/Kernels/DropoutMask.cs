using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Dropout masks that follow from counters alone, so that backward makes the same mask again and threads do not matter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    private const double RandomRange = 4294967296.0;

    /// <summary>In place of a step's or a sample's key: nothing is dropped, and nothing multiplied.</summary>
    internal const ulong KeepAll = 0;

    /// <summary>Mixes what all masks of a step follow from.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="step">The number of the step.</param>
    public static ulong StepKey(ulong seed, long step) => Drawn(Mix(seed ^ Mix((ulong)step)));

    /// <summary>Mixes what a sample's masks follow from.</summary>
    /// <param name="stepKey">What <see cref="StepKey"/> gave.</param>
    /// <param name="sample">The sample's place in the batch.</param>
    public static ulong SampleKey(ulong stepKey, int sample) => stepKey == KeepAll ? KeepAll : Drawn(Mix(stepKey + (uint)sample));

    /// <summary>y = x / (1 - rate) where an element is kept, else 0</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    /// <param name="rate">The probability that an element is dropped.</param>
    /// <param name="key">What <see cref="SampleKey"/> gave.</param>
    /// <param name="layer">The layer's number.</param>
    public static void DropElements(ref float x, in TensorLayout from, ref float y, in TensorLayout to, double rate, ulong key, int layer) =>
        Drop(Unit.Element, ref x, from, ref y, to, new Draws(rate, key, layer));

    /// <summary>y = x / (1 - rate) where a channel is kept, else 0</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    /// <param name="rate">The probability that a channel is dropped.</param>
    /// <param name="key">What <see cref="SampleKey"/> gave.</param>
    /// <param name="layer">The layer's number.</param>
    public static void DropChannels(ref float x, in TensorLayout from, ref float y, in TensorLayout to, double rate, ulong key, int layer) =>
        Drop(Unit.Channel, ref x, from, ref y, to, new Draws(rate, key, layer));

    /// <summary>y = x / (1 - rate) where the sample is kept, else 0</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    /// <param name="rate">The probability that the sample is dropped.</param>
    /// <param name="key">What <see cref="SampleKey"/> gave.</param>
    /// <param name="layer">The layer's number.</param>
    public static void DropSamples(ref float x, in TensorLayout from, ref float y, in TensorLayout to, double rate, ulong key, int layer) =>
        Drop(Unit.Sample, ref x, from, ref y, to, new Draws(rate, key, layer));

    /// <summary>Multiplies by a factor that is drawn for each unit; what is dropped is zero, whatever it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Drop(Unit unit, ref float x, in TensorLayout from, ref float y, in TensorLayout to, Draws draws)
    {
        float factor = unit == Unit.Sample ? draws.Next() : 0;
        for (int channel = 0; channel < from.Channels; channel++)
        {
            factor = unit == Unit.Channel ? draws.Next() : factor;
            for (int row = 0; row < from.Rows; row++)
            {
                ref float source = ref Unsafe.Add(ref x, from.ChannelOffset(channel) + from.RowOffset(row));
                ref float destination = ref Unsafe.Add(ref y, to.ChannelOffset(channel) + to.RowOffset(row));
                for (int column = 0; column < from.Width; column++)
                {
                    // In the order channels, slices, rows, columns: the mask does not depend on a layout.
                    factor = unit == Unit.Element ? draws.Next() : factor;
                    Unsafe.Add(ref destination, column * to.ColumnStride) = factor == 0 ? 0 : Unsafe.Add(ref source, column * from.ColumnStride) * factor;
                }
            }
        }
    }

    // A key that is drawn is never the one that keeps all.
    private static ulong Drawn(ulong key) => key == KeepAll ? KeepAll + 1 : key;

    /// <summary>SplitMix64's finalizer: Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>What is dropped together.</summary>
    private enum Unit
    {
        Element,
        Channel,
        Sample,
    }

    /// <summary>What a layer's values of a sample are multiplied by, one after the other: each follows from a mixed counter.</summary>
    private struct Draws(double rate, ulong key, int layer)
    {
        private readonly float _kept = key == KeepAll ? 1 : (float)(1 / (1 - rate));
        private readonly uint _dropped = key == KeepAll ? 0 : (uint)(rate * RandomRange);
        private ulong _counter = Mix(key + (0x9E3779B97F4A7C15 * (ulong)(layer + 1)));

        public float Next() => (uint)(Mix(_counter++) >> 32) < _dropped ? 0 : _kept;
    }
}
