using System.Collections.Generic;

namespace CnnGen.Generator.Layers.Conv;

/// <summary>Input positions of one axis that are equal modulo the stride, and the filter taps that reach them.</summary>
/// <param name="First">The first position.</param>
/// <param name="Outputs">How many positions, a stride apart.</param>
/// <param name="Taps">The taps in the order in which the output's gradient is walked upwards: highest first.</param>
/// <param name="Dilation">Gradient positions between neighbouring taps.</param>
/// <param name="Origin">The gradient position under the first of <paramref name="Taps"/> for the first position.</param>
internal sealed record AxisPhase(int First, int Outputs, IReadOnlyList<int> Taps, int Dilation, int Origin)
{
    /// <summary>The phases that at least one tap reaches.</summary>
    /// <param name="inputs">Positions of the forward input.</param>
    /// <param name="taps">The kernel's size.</param>
    /// <param name="stride">The forward stride.</param>
    /// <param name="dilation">The forward dilation.</param>
    /// <param name="origin">Input position of tap 0 of output 0: minus the padding.</param>
    public static List<AxisPhase> All(int inputs, int taps, int stride, int dilation, int origin)
    {
        List<AxisPhase> phases = [];
        for (int first = 0; first < stride && first < inputs; first++)
        {
            // Tap t of output o reaches position o * stride + t * dilation + origin.
            List<int> reaching = [];
            for (int tap = taps - 1; tap >= 0; tap--)
            {
                if ((first - origin - (tap * dilation)) % stride == 0)
                {
                    reaching.Add(tap);
                }
            }

            if (reaching.Count == 0)
            {
                continue;
            }

            int position = (first - origin - (reaching[0] * dilation)) / stride;
            int step = reaching.Count == 1 ? 1 : (reaching[0] - reaching[1]) * dilation / stride;
            phases.Add(new AxisPhase(first, ((inputs - first - 1) / stride) + 1, reaching, step, position));
        }

        return phases;
    }
}
