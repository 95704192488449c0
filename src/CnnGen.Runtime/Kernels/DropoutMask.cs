using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Dropout masks that follow from counters alone, so that backward makes the same mask again and threads do not matter.</summary>
public static class DropoutMask
{
    private const double RandomRange = 4294967296.0;

    /// <summary>Mixes what all masks of a step follow from.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="step">The number of the step.</param>
    public static ulong StepKey(ulong seed, long step) => Mix(seed ^ Mix((ulong)step));

    /// <summary>Mixes what a sample's masks follow from.</summary>
    /// <param name="stepKey">What <see cref="StepKey"/> gave.</param>
    /// <param name="sample">The sample's place in the batch.</param>
    public static ulong SampleKey(ulong stepKey, int sample) => Mix(stepKey + (uint)sample);

    /// <summary>y = x / (1 - rate) where an element is kept, else 0</summary>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout.</param>
    /// <param name="rate">The probability that an element is dropped.</param>
    /// <param name="key">What <see cref="SampleKey"/> gave.</param>
    /// <param name="layer">The layer's number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float x, in TensorLayout from, ref float y, in TensorLayout to, double rate, ulong key, int layer)
    {
        float scale = (float)(1 / (1 - rate));
        uint dropped = (uint)(rate * RandomRange);
        ulong counter = Mix(key + (0x9E3779B97F4A7C15 * (ulong)(layer + 1)));
        for (int channel = 0; channel < from.Channels; channel++)
        {
            int source = from.ChannelOffset(channel);
            int destination = to.ChannelOffset(channel);
            for (int row = 0; row < from.Rows; row++)
            {
                for (int column = 0; column < from.Width; column++)
                {
                    // One mixed counter an element, in the order channels, slices, rows, columns: the mask does not depend on a layout.
                    uint random = (uint)(Mix(counter++) >> 32);
                    float element = Unsafe.Add(ref x, source + from.RowOffset(row) + (column * from.ColumnStride));
                    Unsafe.Add(ref y, destination + to.RowOffset(row) + (column * to.ColumnStride)) = random < dropped ? 0 : element * scale;
                }
            }
        }
    }

    /// <summary>SplitMix64's finalizer: Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators".</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
